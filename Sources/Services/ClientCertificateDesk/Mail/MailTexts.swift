/// The words of the desk's mails. Subjects and the order of the two passwords are the public FAQ's; the rest is ours.
enum MailTexts {
    static let sender = "desk@hpki-sim.test"

    /// Desk rule DL-1.
    static let linkSubject = "[MEDISファイル転送:送信] HPKIライブラリFINDEX からのファイル受取依頼"
    /// Desk rule DL-2.
    static let passwordSubject = "[どこでもキャビネット] パスワードのお知らせ"
    static let rejectionSubject = "クライアント証明書の申請について"
    static let expirySubject = "クライアント証明書の有効期限のお知らせ"
    static let reminderSubject = "維持費のお支払いについて(再度のご案内)"
    static let stoppedSubject = "サービス停止のお知らせ"

    static func link(facility: String, name: String, url: String, deadline: String) -> String {
        letter(
            facility,
            name,
            """
            クライアント証明書をお送りします。次のURLからダウンロードしてください。

            \(url)

            ダウンロード期限: \(deadline)
            ダウンロード用パスワードは、続けてお送りするメールでお知らせします。
            ダウンロード用パスワードは、郵送するパスワード通知書のパスワード(.p12)とは別のものです。
            """
        )
    }

    static func password(facility: String, name: String, password: String) -> String {
        letter(
            facility,
            name,
            """
            先にお送りしたURLのダウンロード用パスワードをお知らせします。

            ダウンロード用パスワード: \(password)

            ダウンロードした.p12ファイルのパスワードではありません。.p12のパスワードは、郵送するパスワード通知書をご覧ください。
            """
        )
    }

    static func rejection(facility: String, name: String, number: String, sentence: String) -> String {
        letter(facility, name, "受付番号 \(number) の申請は承認されませんでした。\n\n\(sentence)")
    }

    static func expiry(facility: String, days: Int, expiry: String) -> String {
        letter(
            facility,
            "ご担当者",
            """
            クライアント証明書の有効期限まで\(days)日となりました。

            有効期限: \(expiry)

            再申請し、新しい証明書の設定についてはお使いのシステムのベンダーにご相談ください。
            """
        )
    }

    static func reminder(facility: String, year: Int, total: Int, stop: String) -> String {
        letter(
            facility,
            "ご担当者",
            """
            \(year)年度の維持費 \(total)円(税込)のお支払いが確認できておりません。

            お支払いがない場合、\(stop)にサービスを停止します。
            """
        )
    }

    static func stopped(facility: String, year: Int, total: Int) -> String {
        letter(
            facility,
            "ご担当者",
            """
            \(year)年度の維持費 \(total)円(税込)のお支払いが確認できないため、サービスを停止しました。

            お支払いの確認後に再開します。設定を変更する必要はありません。
            """
        )
    }

    private static func letter(_ facility: String, _ name: String, _ text: String) -> String {
        """
        \(facility)
        \(name) 様

        \(text)

        ----
        クライアント証明書 事務局 (hpki-sim 模擬サービス・試験専用 TEST - NOT FOR PRODUCTION)
        システムに関する質問の回答は出来ません。お使いのシステムのベンダーにお問い合わせください。

        """
    }
}
