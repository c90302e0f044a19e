import ClientCertificateDesk
import WebFront

extension RunningWorld {
    /// What a person finds on the portal.
    var rooms: [HomePage.Room] {
        [
            .init(DeskPaths.desk, "事務局", "Client-certificate desk", "クライアント証明書の申請・状況・再送・利用停止"),
            .init(DeskPaths.mailbox, "メール", "Mailbox", "事務局からのメール(迷惑メール、.eml)"),
            .init(DeskPaths.letterbox, "郵便受け", "Letterbox", "パスワード通知書と封筒"),
            .init(DeskPaths.invoices, "請求書", "Invoices", "維持費の請求とお支払い"),
            .init("/auth/realms/mediauth/.well-known/openid-configuration", "ログイン", "Login", "OpenID Connect の設定情報"),
            .init("/pki/ca/client-root.cer", "認証局", "Authorities", "クライアント証明書のルート証明書"),
        ]
    }
}
