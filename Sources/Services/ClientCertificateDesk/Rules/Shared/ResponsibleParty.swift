/// Who can mend a failure, along the chain of desk rule ENQ-1.
package enum ResponsibleParty: String, Codable, Sendable, CaseIterable {
    case facility
    case practitioner
    case vendor
    case desk
    case cardIssuer = "card-issuer"
    case municipality
    case service

    /// Where the user is to turn, as it stands below every failure.
    package var japaneseAdvice: String {
        switch self {
        case .facility: "施設のご担当者様にて内容をご確認ください。"
        case .practitioner: "署名するご本人にてカード・暗証番号・スマートフォンをご確認ください。"
        case .vendor: "お使いのシステムのベンダーにお問い合わせください。"
        case .desk: "事務局のお問い合わせフォームからご連絡ください。"
        case .cardIssuer: "HPKIカードの発行元にお問い合わせください。"
        case .municipality: "マイナンバーカードを発行した市区町村の窓口にお問い合わせください。"
        case .service: "サービスの復旧をお待ちください。設定を変更する必要はありません。"
        }
    }

    package var englishAdvice: String {
        switch self {
        case .facility: "The facility can mend this."
        case .practitioner: "The person who signs can mend this (card, PIN, phone)."
        case .vendor: "Ask the vendor of your system."
        case .desk: "Ask the desk, through its inquiry form."
        case .cardIssuer: "Ask the issuer of the HPKI card."
        case .municipality: "Ask the municipality that issued the My Number card."
        case .service: "Wait until the service is back."
        }
    }
}
