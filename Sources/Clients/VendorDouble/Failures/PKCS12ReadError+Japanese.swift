import OpenSSL

extension PKCS12ReadError {
    /// What the user reads: what is wrong with the facility's file, and who can help (desk rule ENQ-1).
    package var japanese: String {
        switch self {
        case .wrongPassword: "パスワード通知書のパスワード(.p12)が違います。通知書を確認し、不明なときは事務局にご連絡ください。"
        case .unsupportedEncryption(let name) where name.hasPrefix("AES"):
            "このファイルは\(name)で暗号化されており、このWindowsでは正しいパスワードでも開けません。古い方式(3DES)のファイルを事務局にご依頼ください。"
        case .unsupportedEncryption(let name):
            "このファイルは古い方式(\(name))で暗号化されています。お使いのシステムのベンダーにご連絡ください。"
        case .notPKCS12: "ファイルが壊れているか、証明書のファイルではありません。もう一度ダウンロードし、直らないときは事務局にご連絡ください。"
        }
    }
}
