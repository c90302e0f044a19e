/// Identifiers of RFC 6960, section 4.
extension OID {
    /// id-pkix-ocsp-basic: a response of the only kind that there is.
    static let ocspBasicResponse: OID = "1.3.6.1.5.5.7.48.1.1"
    /// id-pkix-ocsp-nonce.
    package static let ocspNonce: OID = "1.3.6.1.5.5.7.48.1.2"
}
