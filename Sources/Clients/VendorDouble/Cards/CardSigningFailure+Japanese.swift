import Foundation
import ISO7816

extension CardSigningFailure {
    /// For the person in front of the reader: what has happened, what to do, and who helps.
    package var japanese: String {
        switch self {
        case .reader(let error): Self.sentence(error)
        case .noHPKICard(let isMyNumber):
            (isMyNumber ? "マイナンバーカードが挿入されています。" : "このカードはHPKIカードではありません。") + "HPKIカードを挿入してください。"
        case .noMyNumberCard: "マイナンバーカードではありません。マイナンバーカードを挿入してください。"
        case .severalCards(let readers):
            "署名できるカードが\(readers.count)枚あります(\(readers.joined(separator: "、")))。使用するカードのリーダーを選択してください。"
        case .noCertificate(let issuer): "カードから証明書を読み取れません。\(issuer.japanese)にお問い合わせください。"
        case .expired(let date, let issuer):
            "カードの署名用証明書の有効期限(\(Self.day(date)))が切れています。更新については\(issuer.japanese)にお問い合わせください。"
        case .otherHolder(let name):
            "カードの名義人(\(name))が、画面の利用者と違います。ご自身のカードに入れ替えてください。前の方のカードは、本人かシステムの管理者にお渡しください。"
        case .cancelled: "署名を中止しました。"
        case .unusableSecret(let secret): Self.sentence(unusable: secret)
        case .wrongSecret(let secret, let left, let issuer): Self.sentence(wrong: secret, triesLeft: left, issuer)
        case .lastTry(let secret, let issuer):
            "\(secret.japanese)をあと1回間違えるとロックされ、解除には\(issuer.japanese)での手続きが必要になります。正しい暗証番号を確認してください。"
        case .blocked(let secret, let issuer):
            "\(secret.japanese)がロックされています。解除は\(issuer.japanese)にお問い合わせください。"
        case .refused(let status): Self.sentence(status)
        case .wrongSignature(let issuer):
            "カードが返した署名を検証できません。この署名は使用しません。繰り返す場合は\(issuer.japanese)にお問い合わせください。"
        case .document(let reason): "署名する文書を準備できません(\(reason))。システムのベンダーにご連絡ください。"
        }
    }

    private static func sentence(_ error: PCSCError) -> String {
        switch error {
        case .noService, .serviceStopped:
            "カードリーダーのサービス(PC/SC)が動作していません。サービスを起動してください。リモートデスクトップの場合はスマートカードのリダイレクトを有効にしてください。"
        case .noReadersAvailable:
            "カードリーダーが見つかりません。接続を確認してください。リモートデスクトップの場合はシステムの管理者にご連絡ください。"
        case .readerUnavailable, .unknownReader: "カードリーダーが取り外されました。接続し直してください。繰り返す場合はシステムの管理者にご連絡ください。"
        case .noSmartcard: "HPKIカードを挿入してください。カードがない場合は発行元にお問い合わせください。"
        case .removedCard: "カードが抜かれました。カードを挿入し、最初からやり直してください。繰り返す場合はシステムの管理者にご連絡ください。"
        case .unresponsiveCard, .unpoweredCard: "カードが応答しません。カードの向きを確認してください。直らない場合はカードの発行元にお問い合わせください。"
        case .sharingViolation: "他のアプリケーションがカードを使用中です。終了してからやり直してください。分からない場合はシステムの管理者にご連絡ください。"
        case .resetCard: "他のアプリケーションがカードをリセットしました。暗証番号の入力からやり直してください。繰り返す場合はシステムの管理者にご連絡ください。"
        case .communicationFailure, .communicationDataLost:
            "カードとの通信に失敗しました。カードを挿入し直してください。繰り返す場合はシステムの管理者にご連絡ください。"
        case .unsupportedCard, .protocolMismatch: "対応していないカードです。HPKIカードか確認し、カードの発行元にお問い合わせください。"
        default: "カードリーダーでエラーが発生しました(\(error))。システムのベンダーにご連絡ください。"
        }
    }

    private static func sentence(_ status: StatusWord) -> String {
        switch status {
        case .securityStatusNotSatisfied: "暗証番号の照合が取り消されました(\(status))。暗証番号の入力からやり直してください。繰り返す場合はシステムのベンダーにご連絡ください。"
        case .wrongLength, .wrongParameters, .instructionNotSupported, .classNotSupported, .wrongData:
            "カードへの命令に誤りがあります(\(status))。システムのベンダーにご連絡ください。"
        default: "カードの内部でエラーが発生しました(\(status))。カードを挿入し直してください。直らない場合はカードの発行元にお問い合わせください。"
        }
    }

    private static func sentence(unusable secret: CardSecretKind) -> String {
        let rule =
            switch secret {
            case .hpkiPIN: "4〜16文字の英数字"
            case .authenticationPIN: "4桁の数字"
            case .signaturePassword: "6〜16桁の英大文字と数字"
            }
        return "\(secret.japanese)は\(rule)です。カードには送信していません。分からない場合はカードの発行元または市区町村にお問い合わせください。"
    }

    private static func sentence(wrong secret: CardSecretKind, triesLeft left: Int, _ issuer: CardIssuer) -> String {
        let warning = left == 1 ? "次に間違えるとロックされます。" : ""
        return "\(secret.japanese)が違います。残り\(left)回です。\(warning)分からない場合は\(issuer.japanese)にお問い合わせください。"
    }

    private static func day(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 9 * 3600) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return "\(parts.year ?? 0)年\(parts.month ?? 0)月\(parts.day ?? 0)日"
    }
}
