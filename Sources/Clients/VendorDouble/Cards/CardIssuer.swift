package import OpenSSL

/// Who helps with a card: unlocks it, issues it anew, explains it (desk rule SIG-4, ENQ-1).
package enum CardIssuer: Hashable, Sendable {
    case medis
    case jma
    case jpa
    /// Of a My Number card.
    case municipality
    /// An HPKI card of nobody that is known here.
    case unknown

    /// Of an HPKI card: the authority that issued its certificate names the organisation.
    package init(of certificate: Certificate) {
        let name = certificate.issuer.description
        self =
            if name.contains("MEDIS") {
                .medis
            } else if name.contains("JPA") || name.contains("Pharmaceutical Association") {
                .jpa
            } else if name.contains("JMA") || name.contains("Japan Medical Association") {
                .jma
            } else {
                .unknown
            }
    }

    package var japanese: String {
        switch self {
        case .medis: "カードの発行元である医療情報システム開発センター(MEDIS)"
        case .jma: "カードの発行元である日本医師会 電子認証センター"
        case .jpa: "カードの発行元である日本薬剤師会 認証局"
        case .municipality: "住民票のある市区町村の窓口"
        case .unknown: "カードの発行元"
        }
    }
}
