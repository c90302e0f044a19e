/// How a login ends, chosen on the page, in the JSON step, or later by a command.
package enum LoginOutcome: String, Codable, CaseIterable, Sendable {
    /// The person authenticates; the application gets a code.
    case approve
    /// The person cancels (AUTH-01).
    case deny
    /// The person does nothing until the login lapses; it can still be answered by command (AUTH-02, AUTH-03, AUTH-24).
    case noAnswer = "no-answer"
    /// The practitioner never registered this method (desk rule SIG-5).
    case methodNotRegistered = "method-not-registered"
    /// The card or the phone answers, but what it proves is refused (AUTH-04, AUTH-18).
    case notVerified = "not-verified"
    /// The PIN of the card, or the phone's authenticator, is blocked (AUTH-05).
    case blocked
    /// The page stood open for too long, as Keycloak reports it.
    case sessionExpired = "session-expired"
    /// The login service is under maintenance (AUTH-33).
    case maintenance
    /// The login service fails.
    case serverError = "server-error"

    package var japaneseTitle: String {
        switch self {
        case .approve: "正常(認証成功)"
        case .deny: "利用者が取消"
        case .noAnswer: "応答なし(時間切れまで待機)"
        case .methodNotRegistered: "認証方法が未登録"
        case .notVerified: "本人確認に失敗"
        case .blocked: "PIN・認証器がロック済み"
        case .sessionExpired: "ログイン画面の時間切れ"
        case .maintenance: "メンテナンス中"
        case .serverError: "認証サーバ内部エラー"
        }
    }

    package var englishTitle: String {
        switch self {
        case .approve: "Approve"
        case .deny: "The person cancels"
        case .noAnswer: "No answer (waits until the login lapses)"
        case .methodNotRegistered: "Method not registered"
        case .notVerified: "Verification fails"
        case .blocked: "PIN or authenticator blocked"
        case .sessionExpired: "Login page timed out"
        case .maintenance: "Maintenance"
        case .serverError: "Server error"
        }
    }
}
