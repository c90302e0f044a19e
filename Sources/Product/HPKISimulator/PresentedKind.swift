import OpenSSL

/// A certificate or file that a facility may have in place of its good one.
enum PresentedKind: String, CaseIterable, Sendable {
    /// No file at all.
    case none
    case expired
    case notYetValid = "not-yet-valid"
    /// For servers only.
    case wrongUsage = "wrong-usage"
    case noDigitalSignature = "no-digital-signature"
    /// RSA with 1024 bits.
    case weakKey = "weak-key"
    case sha1
    case unknownCriticalExtension = "unknown-critical-extension"
    case selfSigned = "self-signed"
    /// Of a CA that has the right name and another key.
    case impostor
    /// The 医療機関用電子証明書 of the 支払基金 systems (rule CC-2).
    case medicalInstitution = "medical-institution"
    /// Another good certificate of the facility, of the same issuer.
    case renewed
    /// The same, valid from this second on.
    case justIssued = "just-issued"
    /// Of the issuer of the generation before (MTLS-11).
    case formerAuthority = "former-authority"
    /// Of a CA that nobody here knows.
    case unknownAuthority = "unknown-authority"
    /// A .p12 without the CA certificates.
    case withoutChain = "without-chain"
    /// A .p12 encrypted with RC2-40 and triple DES.
    case legacyEncryption = "legacy-encryption"
    /// A .p12 encrypted with triple DES alone.
    case tripleDES = "triple-des"
    /// A .p12 of which the end is missing.
    case damaged
    /// The error page of a download, saved as a .p12.
    case htmlPage = "html-page"
    /// The good file, and another password.
    case wrongPassword = "wrong-password"
    /// A .p12 with another pair of key and certificate in front of the good one.
    case twoPairs = "two-pairs"
    /// A .p12 whose certificate is not the key's.
    case keyMismatch = "key-mismatch"

    var authority: String {
        switch self {
        case .impostor: "client-issuing-impostor"
        case .formerAuthority: "client-issuing-former"
        case .medicalInstitution: "medical-institution"
        // Any authority that the front does not ask for; time stamps are the farthest from facilities.
        case .unknownAuthority: "time-stamping"
        default: "client-issuing"
        }
    }

    /// nil for the authority's own.
    var profile: String? {
        switch self {
        case .expired: "client-certificate-expired"
        case .notYetValid: "client-certificate-not-yet-valid"
        case .wrongUsage, .twoPairs: "client-certificate-wrong-usage"
        case .noDigitalSignature: "client-certificate-no-digital-signature"
        case .weakKey: "client-certificate-weak-key"
        case .sha1: "client-certificate-sha1"
        case .unknownCriticalExtension: "client-certificate-unknown-critical"
        case .selfSigned: "client-certificate-self-signed"
        case .unknownAuthority: "client-certificate"
        default: nil
        }
    }

    /// Whether the desk knows of it.
    var isRegistered: Bool { [.renewed, .justIssued, .formerAuthority, .tripleDES].contains(self) }

    var encryption: PKCS12Encryption {
        switch self {
        case .legacyEncryption: .rc2
        case .tripleDES: .tripleDES
        default: .aes256
        }
    }
    var includesChain: Bool { self != .withoutChain && self != .selfSigned }
}
