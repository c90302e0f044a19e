package import Foundation
package import OpenSSL

/// What is wrong with a .p12 file or its password, or what its owner should know.
package enum FileProblem: Hashable, Sendable {
    case content(FileContent)
    /// A .p12 file that has no certificate with its key.
    case withoutKey
    case wrongPassword
    /// The password of mail 2, which opens the download and nothing else (desk rule DL-4).
    case downloadPassword
    /// It opens the file when written otherwise.
    case passwordWrittenOtherwise(PasswordVariant)
    case unsupportedEncryption(String)
    case keyMismatch
    /// The 医療機関用電子証明書 of the 支払基金 systems (desk rule CC-2).
    case medicalInstitution
    /// Of another authority of the simulator, told by whom it plays.
    case otherAuthority(String)
    case unknownAuthority
    case selfSigned
    case notForClients
    case withoutChain
    case revoked(since: Date, reason: RevocationReason?)
    case stopped
    case expired(Date)
    case notYetValid(Date)
    /// What else a chain may lack, in OpenSSL's words.
    case refused(String)

    // Warnings
    case otherFacility(code: String)
    case severalIdentities(Int)
    case tripleDES
    case withoutMAC
    case expiresSoon(Date)
    case willBeRevoked(Date)

    // Notes
    case aesOnOldWindows
    case withoutServer

    package enum Severity: String, Sendable, Codable {
        /// The file cannot be used here, or not with this password.
        case unusable
        case warning
        case note
    }

    package var severity: Severity {
        switch self {
        case .otherFacility, .severalIdentities, .tripleDES, .withoutMAC, .expiresSoon, .willBeRevoked: .warning
        case .aesOnOldWindows, .withoutServer: .note
        default: .unusable
        }
    }

    /// Who can mend it (desk rule ENQ-1).
    package var owner: ResponsibleParty {
        switch self {
        case .content, .wrongPassword, .downloadPassword, .passwordWrittenOtherwise, .medicalInstitution: .facility
        case .otherAuthority, .unknownAuthority, .selfSigned, .otherFacility, .willBeRevoked: .facility
        case .unsupportedEncryption, .notForClients, .withoutChain, .severalIdentities, .tripleDES: .vendor
        case .aesOnOldWindows, .withoutMAC, .withoutServer, .refused: .vendor
        case .withoutKey, .keyMismatch, .revoked, .stopped, .expired, .notYetValid, .expiresSoon: .desk
        }
    }
}
