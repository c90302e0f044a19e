/// Why a facility applies again, as it should stand in 備考 (desk rule CC-4).
package enum ReapplicationReason: String, Sendable, CaseIterable {
    /// 再作成 (desk rule DL-7).
    case lostLetter = "lost-letter"
    case codeChanged = "code-changed"
    case renewal
    case mistake

    package var remarks: String {
        switch self {
        case .lostLetter: "パスワード通知書を紛失したため再申請します。"
        case .codeChanged: "保険機関コードが変更になったため再申請します。"
        case .renewal: "有効期限が近いため再申請します。"
        case .mistake: "申請内容に誤りがあったため再申請します。"
        }
    }
}
