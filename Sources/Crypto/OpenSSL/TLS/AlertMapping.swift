import COpenSSL

extension FrontStyle {
    /// The verification error whose alert this style sends in place of `code`.
    ///
    /// libssl derives the alert from the error; BoringSSL differs from it in these codes only: it sends
    /// certificate_expired where OpenSSL sends bad_certificate for what is not yet valid, and certificate_unknown for
    /// the codes that it does not have.
    func reported(_ code: Int32) -> Int32 {
        guard self == .alertBoringSSL else { return code }
        switch code {
        case X509_V_ERR_CERT_NOT_YET_VALID: return X509_V_ERR_CERT_HAS_EXPIRED
        case X509_V_ERR_CRL_NOT_YET_VALID: return X509_V_ERR_CRL_HAS_EXPIRED
        case X509_V_ERR_DANE_NO_MATCH, X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL,
            X509_V_ERR_CA_MD_TOO_WEAK, X509_V_ERR_EC_KEY_EXPLICIT_PARAMS:
            return X509_V_ERR_INVALID_NON_CA
        default: return code
        }
    }
}
