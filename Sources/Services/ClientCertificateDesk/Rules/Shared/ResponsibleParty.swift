/// Who can mend a failure, along the chain of desk rule ENQ-1.
package enum ResponsibleParty: String, Codable, Sendable, CaseIterable {
    case facility
    case vendor
    case desk

    /// Where the user is to turn, as it stands below every failure.
    package var japaneseAdvice: String {
        switch self {
        case .facility: "施設のご担当者様にて内容をご確認ください。"
        case .vendor: "お使いのシステムのベンダーにお問い合わせください。"
        case .desk: "事務局のお問い合わせフォームからご連絡ください。"
        }
    }
}
