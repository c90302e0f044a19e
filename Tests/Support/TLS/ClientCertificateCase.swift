package import OpenSSL

/// What can be wrong with a client's certificate, and what a server says to it.
package enum ClientCertificateCase: String, CaseIterable, Sendable {
    case none
    case good
    case expired
    case notYetValid
    case revoked
    case revokedAndExpired
    case unknownAuthority
    case authorityOfSameName
    case selfSigned
    case wrongPurpose
    case rsa1024
    case sha1
    case missingIntermediate
    case reversedChain
    case unknownCriticalExtension
    case listStale
    case listNotYetValid
    case listMissing
    case listOfWrongSignature
    case rootInChain
    case weakAuthority
    case issuerIsNoAuthority
    case pathTooLong
    case tampered
    case nameNotPermitted

    /// `X509_V_ERR_…` of the first error that OpenSSL meets; nil when it meets none.
    package var verificationCode: Int32? {
        switch self {
        case .none, .good, .reversedChain: nil
        case .expired: 10
        case .notYetValid: 9
        case .revoked, .revokedAndExpired: 23
        case .unknownAuthority, .authorityOfSameName, .missingIntermediate: 20
        case .selfSigned: 18
        case .rootInChain: 19
        case .wrongPurpose: 26
        case .rsa1024: 66
        case .weakAuthority: 67
        case .sha1: 68
        case .unknownCriticalExtension: 34
        case .listStale: 12
        case .listNotYetValid: 11
        case .listMissing: 3
        case .listOfWrongSignature: 8
        case .issuerIsNoAuthority: 79
        case .pathTooLong: 25
        case .tampered: 7
        case .nameNotPermitted: 47
        }
    }

    package var isRefused: Bool { self == .none || verificationCode != nil }

    /// The number of the alert; nil when the certificate is accepted.
    package func alert(_ style: FrontStyle, _ version: TLSVersion) -> UInt8? {
        let isBoring = style == .alertBoringSSL
        switch self {
        case .good, .reversedChain: return nil
        case .none: return version == .tls13 ? 116 : 40
        case .expired, .listStale: return 45
        case .notYetValid, .listNotYetValid: return isBoring ? 45 : 42
        case .revoked, .revokedAndExpired: return 44
        case .unknownAuthority, .authorityOfSameName, .missingIntermediate, .selfSigned, .rootInChain, .listMissing,
            .issuerIsNoAuthority, .pathTooLong:
            return 48
        case .wrongPurpose: return 43
        case .rsa1024, .weakAuthority, .sha1: return isBoring ? 46 : 42
        case .listOfWrongSignature, .tampered: return 51
        case .unknownCriticalExtension, .nameNotPermitted: return 46
        }
    }
}
