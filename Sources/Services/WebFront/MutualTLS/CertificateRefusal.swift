import OpenSSL

/// Why a client certificate is refused, as far as an HTTP answer tells it.
enum CertificateRefusal: String, CaseIterable, Sendable {
    case missing
    case expired
    case notYetValid
    case revoked
    case unknownIssuer
    /// The 医療機関用電子証明書 of the 支払基金 systems (desk rule CC-2).
    case medicalInstitution
    case wrongPurpose
    case tooWeak
    case statusUnknown
    case invalid

    /// Nil when there is nothing to refuse.
    ///
    /// - Parameter medicalInstitutionIssuer: what tells a 医療機関用電子証明書. Its name is enough: it is refused anyway.
    init?(_ outcome: TLSHandshakeOutcome, medicalInstitutionIssuer: DistinguishedName?) {
        switch outcome.verdict {
        case .trusted, .notJudged: return nil
        case .missing: self = .missing
        case .refused(let failure):
            let refusal = Self.byVerificationCode[failure.code] ?? .invalid
            let issuer = outcome.peerChain.first.flatMap { try? Certificate(derEncoded: $0) }?.issuer
            let isMisplaced = refusal == .unknownIssuer && issuer != nil && issuer == medicalInstitutionIssuer
            self = isMisplaced ? .medicalInstitution : refusal
        }
    }

    /// What no alert, no verification code and no page of nginx's says.
    var explanation: String? { self == .medicalInstitution ? sentence : nil }

    /// `X509_V_ERR_…`; every other code is `invalid`.
    private static let byVerificationCode: [Int32: CertificateRefusal] = [
        10: .expired, 9: .notYetValid, 23: .revoked, 26: .wrongPurpose,
        // The issuer is not found, not trusted, or another one of the same name.
        2: .unknownIssuer, 18: .unknownIssuer, 19: .unknownIssuer, 20: .unknownIssuer, 21: .unknownIssuer,
        27: .unknownIssuer, 7: .unknownIssuer,
        66: .tooWeak, 67: .tooWeak, 68: .tooWeak, 94: .tooWeak,
        // The revocation list is missing, stale, not yet valid, or not its issuer's.
        3: .statusUnknown, 11: .statusUnknown, 12: .statusUnknown, 8: .statusUnknown, 33: .statusUnknown,
    ]

    /// The `error` of style `http-403`: the real front's codes are unknown, these are ours.
    var code: String {
        switch self {
        case .missing: "client_certificate_required"
        case .expired: "client_certificate_expired"
        case .notYetValid: "client_certificate_not_yet_valid"
        case .revoked: "client_certificate_revoked"
        case .unknownIssuer: "client_certificate_issuer_unknown"
        case .medicalInstitution: "client_certificate_of_other_service"
        case .wrongPurpose: "client_certificate_wrong_purpose"
        case .tooWeak: "client_certificate_too_weak"
        case .statusUnknown: "client_certificate_status_unknown"
        case .invalid: "client_certificate_invalid"
        }
    }

    /// The `error_description` of styles `http-401` and `http-403`.
    var sentence: String {
        switch self {
        case .missing: "Client certificate is required."
        case .expired: "The client certificate has expired."
        case .notYetValid: "The client certificate is not yet valid."
        case .revoked: "The client certificate has been revoked."
        case .unknownIssuer: "The client certificate was not issued by an authority of this service."
        case .medicalInstitution: OtherServiceCertificate.sentence
        case .wrongPurpose:
            "The certificate is not for TLS client authentication. Use the facility's client certificate."
        case .tooWeak: "The client certificate's key or signature is too weak."
        case .statusUnknown: "The revocation status of the client certificate could not be determined."
        case .invalid: "The client certificate is not valid."
        }
    }
}
