/// How the practitioner proves who they are (desk rule SIG-3).
package enum LoginMethod: String, Codable, CaseIterable, Sendable {
    /// HPKIカード in the reader.
    case hpkiCard = "hpki-card"
    /// FIDO on the smartphone.
    case fido
    /// マイナンバーカード (JPKI user authentication).
    case myNumber = "my-number"

    package var japaneseName: String {
        switch self {
        case .hpkiCard: "HPKIカード"
        case .fido: "FIDO(スマートフォン)"
        case .myNumber: "マイナンバーカード"
        }
    }

    package var englishName: String {
        switch self {
        case .hpkiCard: "HPKI card"
        case .fido: "FIDO (smartphone)"
        case .myNumber: "My Number Card"
        }
    }

    /// `amr` of the ID token, RFC 8176 section 2.
    package var authenticationMethodReferences: [String] {
        switch self {
        case .hpkiCard, .myNumber: ["sc", "pin"]
        case .fido: ["hwk", "user"]
        }
    }
}
