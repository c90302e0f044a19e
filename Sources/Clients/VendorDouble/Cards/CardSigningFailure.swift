package import ISO7816

/// Why a card gave no signature, with the sentence for the person in front of the reader.
package enum CardSigningFailure: Error, Hashable, Sendable {
    case reader(PCSCError)
    case noCard
    case noHPKICard
    case noCertificate
    case cancelled
    case unusablePIN
    case wrongPIN(triesLeft: Int)
    case lastTry
    case blocked
    case refused(StatusWord)
    case wrongSignature
    /// What was to be signed cannot be prepared; the text says why.
    case document(String)

    package var japanese: String {
        switch self {
        case .reader(.noService): "カードリーダーのサービスが動作していません。サービスを起動してください。"
        case .reader(.noReadersAvailable): "カードリーダーが見つかりません。接続を確認してください。"
        case .reader(.readerUnavailable): "カードリーダーが取り外されました。接続し直してください。"
        case .reader(.removedCard): "カードが抜かれました。カードを挿入し、最初からやり直してください。"
        case .reader(.unresponsiveCard): "カードが応答しません。カードの向きを確認してください。"
        case .reader(.sharingViolation): "他のアプリケーションがカードを使用中です。終了してからやり直してください。"
        case .reader(.resetCard): "カードがリセットされました。暗証番号の入力からやり直してください。"
        case .reader(.communicationFailure): "カードとの通信に失敗しました。もう一度お試しください。"
        case .reader(.unsupportedCard), .reader(.protocolMismatch): "対応していないカードです。"
        case .reader(let error): "カードリーダーでエラーが発生しました(\(error))。"
        case .noCard, .reader(.noSmartcard): "HPKIカードを挿入してください。"
        case .noHPKICard: "HPKIカードではありません。HPKIカードを挿入してください。"
        case .noCertificate: "カードから証明書を読み取れません。カードの発行元にお問い合わせください。"
        case .cancelled: "署名を中止しました。"
        case .unusablePIN: "暗証番号は4~16文字です。"
        case .wrongPIN(let left): "暗証番号が違います。残り\(left)回です。"
        case .lastTry: "暗証番号をあと1回間違えるとカードがロックされます。暗証番号を確認してください。"
        case .blocked: "暗証番号がロックされています。カードの発行元にお問い合わせください。"
        case .refused(let status): "カードがエラーを返しました(\(status))。"
        case .document(let reason): "署名する文書を準備できません(\(reason))。"
        case .wrongSignature: "カードの署名を検証できません。この署名は使用しません。"
        }
    }
}
