/// A rule of good behaviour that every program is held to, whatever the scenario.
package enum Control: String, Hashable, Sendable, CaseIterable {
    case wrongPerson = "CTL-01"
    case resentPIN = "CTL-02"
    case lastTry = "CTL-03"
    case unverifiedSignature = "CTL-04"
    case retryAfter = "CTL-05"
    case blindRetry = "CTL-06"
    case deadSession = "CTL-07"
    case secretInOutput = "CTL-08"
    case noHelp = "CTL-09"

    /// 1 is the worst.
    package var severity: Int {
        switch self {
        case .wrongPerson, .unverifiedSignature: 1
        case .resentPIN, .lastTry, .secretInOutput: 2
        case .retryAfter, .blindRetry, .deadSession, .noHelp: 3
        }
    }

    /// What is asked of the program.
    package var title: String {
        switch self {
        case .wrongPerson: "画面の利用者本人の証明書で署名する"
        case .resentPIN: "拒否された暗証番号を再送しない"
        case .lastTry: "最後の1回の前に確認なしで送らない"
        case .unverifiedSignature: "受け取った署名を検証してから使う"
        case .retryAfter: "Retry-After を守る"
        case .blindRetry: "拒否されたクライアント証明書で再試行しない"
        case .deadSession: "終了したセッションのトークンを使い続けない"
        case .secretInOutput: "出力に秘密情報を含めない"
        case .noHelp: "失敗時に、誰が解決できるかを利用者に伝える"
        }
    }

    package var english: String {
        switch self {
        case .wrongPerson: "Signs with the certificate of the person at the screen."
        case .resentPIN: "Never sends a refused PIN again."
        case .lastTry: "Stops before the last try unless the person agrees."
        case .unverifiedSignature: "Verifies each signature before it uses it."
        case .retryAfter: "Honours Retry-After."
        case .blindRetry: "Does not try a refused client certificate again."
        case .deadSession: "Lets go of the tokens of a session that has ended."
        case .secretInOutput: "Puts no secret into its output."
        case .noHelp: "Tells the person who can help."
        }
    }

    package var advice: String {
        switch self {
        case .wrongPerson: "署名の直前に、ログイン中の利用者と証明書の名義人を照合してください。"
        case .resentPIN: "暗証番号が拒否されたら、その値を破棄し、利用者に入力を求めてください。"
        case .lastTry: "残り1回になったら送信を止め、カードがロックされることを警告してください。"
        case .unverifiedSignature: "返された署名を、要求したハッシュと証明書で必ず検証してください。"
        case .retryAfter: "Retry-After の秒数が過ぎるまで、同じ要求を送らないでください。"
        case .blindRetry: "証明書の失効や期限切れは再試行では直りません。理由を表示して止めてください。"
        case .deadSession: "401 を受けたらトークンを破棄し、利用者に再認証を求めてください。"
        case .secretInOutput: "暗証番号、パスワード、トークンをログや標準出力に書かないでください。"
        case .noHelp: "ベンダー、事務局、カード発行元など、問い合わせ先を文言に含めてください（ENQ-1）。"
        }
    }
}
