/// The secrets that a person types for a card, by the words of desk rule "Words that must stay apart".
package enum CardSecretKind: Hashable, Sendable {
    case hpkiPIN
    /// 利用者証明用, 4 digits
    case authenticationPIN
    /// 署名用, 6 to 16 capital letters and digits
    case signaturePassword

    package var japanese: String {
        switch self {
        case .hpkiPIN: "HPKIカードの暗証番号(PIN)"
        case .authenticationPIN: "マイナンバーカードの利用者証明用の暗証番号(4桁)"
        case .signaturePassword: "マイナンバーカードの署名用の暗証番号(6〜16桁)"
        }
    }

    /// Whether a card could take the value at all: what it cannot take is not sent, and costs no try.
    func accepts(_ value: String) -> Bool {
        let bytes = value.utf8
        return switch self {
        case .hpkiPIN: (4...16).contains(bytes.count) && bytes.allSatisfy { (0x20...0x7E).contains($0) }
        case .authenticationPIN: bytes.count == 4 && bytes.allSatisfy(Self.isDigit)
        case .signaturePassword:
            (6...16).contains(bytes.count) && bytes.allSatisfy { Self.isDigit($0) || (0x41...0x5A).contains($0) }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
