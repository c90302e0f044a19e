/// An authentication object of a credential (CSC API v2, section 8.3; csc-api.md, section 11): one of them is enough.
package enum Factor: String, Codable, CaseIterable, Sendable {
    case hpkiCard = "hpki-card"
    case fido
    case myNumber = "my-number"

    /// `auth/expression`.
    package static let expression = allCases.map(\.rawValue).joined(separator: " XOR ")

    /// `auth/objects[]/type`.
    var type: String { self == .fido ? "ChallengeResponseOOB" : "ChallengeResponse" }

    var label: String {
        switch self {
        case .hpkiCard: "HPKIカード"
        case .fido: "FIDO認証(スマートフォン)"
        case .myNumber: "マイナンバーカード"
        }
    }

    /// [D] How many wrong answers in a row lock the credential for this person; nil where nothing is counted.
    /// remote-signing-observed.md, section 3.
    package var tries: Int? {
        switch self {
        case .hpkiCard: 15
        case .myNumber: 5
        case .fido: nil
        }
    }
}
