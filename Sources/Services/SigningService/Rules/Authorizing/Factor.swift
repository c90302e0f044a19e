/// An authentication object of a credential (CSC API v2, section 8.3; csc-api.md, section 11).
package enum Factor: String, Codable, CaseIterable, Comparable, Sendable {
    case hpkiCard = "hpki-card"
    case fido
    case myNumber = "my-number"
    /// Of a plain-PIN test credential, see ``PlainSecrets``.
    case pin = "PIN"
    case oneTimePassword = "OTP"

    /// What a person has: one of them is enough.
    package static let personal: [Factor] = [.hpkiCard, .fido, .myNumber]

    /// `auth/objects[]/type`.
    var type: String {
        switch self {
        case .hpkiCard, .myNumber: "ChallengeResponse"
        case .fido: "ChallengeResponseOOB"
        case .pin, .oneTimePassword: "Password"
        }
    }

    var label: String {
        switch self {
        case .hpkiCard: "HPKIカード"
        case .fido: "FIDO認証(スマートフォン)"
        case .myNumber: "マイナンバーカード"
        case .pin: "暗証番号(試験用) PIN for tests"
        case .oneTimePassword: "ワンタイムパスワード(試験用) OTP for tests"
        }
    }

    /// [D] How many wrong answers in a row lock the credentials of this person; nil where nothing is counted.
    /// remote-signing-observed.md, section 3.
    package var tries: Int? {
        switch self {
        case .hpkiCard: 15
        case .myNumber, .pin, .oneTimePassword: 5
        case .fido: nil
        }
    }

    /// What a locked factor is called.
    var lockedError: CSCError {
        switch self {
        case .hpkiCard, .fido, .myNumber: .credentialLocked
        case .pin: .pinLocked
        case .oneTimePassword: .otpLocked
        }
    }

    /// What a wrong answer is called.
    var wrongError: CSCError {
        switch self {
        case .hpkiCard, .fido, .myNumber: .invalidAuthenticationData
        case .pin: .invalidPIN
        case .oneTimePassword: .invalidOTP
        }
    }

    package static func < (left: Factor, right: Factor) -> Bool { left.rawValue < right.rawValue }
}
