import Foundation
package import HealthcarePKI
import OpenSSL
import WebFront

extension FileProblem {
    /// For programs; part of the command line's interface.
    package var code: String {
        switch self {
        case .content(let content): content.code
        case .withoutKey: "without-key"
        case .wrongPassword: "wrong-password"
        case .downloadPassword: "download-password"
        case .passwordWrittenOtherwise(let variant): "password-\(variant.rawValue)"
        case .unsupportedEncryption: "unsupported-encryption"
        case .keyMismatch: "key-mismatch"
        case .medicalInstitution: "medical-institution"
        case .otherAuthority: "other-authority"
        case .unknownAuthority: "unknown-authority"
        case .selfSigned: "self-signed"
        case .notForClients: "not-for-clients"
        case .withoutChain: "without-chain"
        case .revoked: "revoked"
        case .stopped: "stopped"
        case .expired: "expired"
        case .notYetValid: "not-yet-valid"
        case .refused: "refused"
        case .otherFacility: "other-facility"
        case .severalIdentities: "several-identities"
        case .tripleDES: "triple-des"
        case .withoutMAC: "without-mac"
        case .expiresSoon: "expires-soon"
        case .willBeRevoked: "will-be-revoked"
        case .aesOnOldWindows: "aes-on-old-windows"
        case .withoutServer: "without-server"
        }
    }

    package var japanese: String {
        switch self {
        case .content(let content): content.japanese
        case .withoutKey: "秘密鍵と証明書の組が入っていません。"
        case .wrongPassword: "パスワードが違います。パスワード通知書のパスワード(.p12)をご確認ください。"
        case .downloadPassword: "これはダウンロード用パスワードです。パスワード通知書のパスワード(.p12)を入力してください。"
        case .passwordWrittenOtherwise(.trimmed): "パスワードの前後に空白か改行があります。除けば正しいパスワードです。"
        case .passwordWrittenOtherwise(.halfWidth): "パスワードに全角文字があります。半角で入力すれば正しいパスワードです。"
        case .passwordWrittenOtherwise(.swappedCase): "パスワードの大文字と小文字が逆です(Caps Lock)。"
        case .unsupportedEncryption(let name): "古い方式(\(name))で暗号化されています。新しい方式のファイルをご依頼ください。"
        case .keyMismatch: "秘密鍵と証明書が一致しません。"
        case .medicalInstitution: OtherServiceCertificate.japanese
        case .otherAuthority(let name): "クライアント証明書ではありません(発行元: \(name))。"
        case .unknownAuthority: "シミュレーターのクライアント証明書認証局が発行したものではありません。"
        case .selfSigned: "自己署名の証明書です。事務局が発行したクライアント証明書を使ってください。"
        case .notForClients: "クライアント認証に使えない証明書です。"
        case .withoutChain: "中間証明書が入っていません。証明書チェーンを含むファイルを使ってください。"
        case .revoked(let since, _): "\(JapanDay(at: since).japanese)に失効しています。"
        case .stopped: "利用停止中です。"
        case .expired(let date): "有効期限が\(JapanDay(at: date).japanese)に切れています。"
        case .notYetValid(let date): "\(JapanDay(at: date).japanese)から有効になります。"
        case .refused(let reason): "接続先で拒否されます(\(reason))。"
        case .otherFacility(let code): "別の施設(\(code))の証明書です。"
        case .severalIdentities(let count): "鍵と証明書の組が\(count)つ入っています。最初の使える組を調べました。"
        case .tripleDES: "古い方式(3DES)で暗号化されています。"
        case .withoutMAC: "改ざん検出用のMACがありません。開けないシステムがあります。"
        case .expiresSoon(let date): "有効期限は\(JapanDay(at: date).japanese)です。"
        case .willBeRevoked(let date): "\(JapanDay(at: date).japanese)に失効します。新しい証明書を設定してください。"
        case .aesOnOldWindows: "AESで暗号化されています。古いWindowsは、正しいパスワードでも「違う」と表示します。"
        case .withoutServer: "サーバーが動作していないため、失効と施設は調べていません。"
        }
    }

    package var english: String {
        switch self {
        case .content(let content): content.english
        case .withoutKey: "it has no private key with its certificate"
        case .wrongPassword: "wrong password: the letter (パスワード通知書) has it"
        case .downloadPassword: "that is the download password of mail 2; the letter (パスワード通知書) has the file's"
        case .passwordWrittenOtherwise(.trimmed):
            "the password has spaces or a line end around it, and is right without"
        case .passwordWrittenOtherwise(.halfWidth): "the password has full-width characters, and is right in half-width"
        case .passwordWrittenOtherwise(.swappedCase): "the password's letters are in the wrong case (Caps Lock)"
        case .unsupportedEncryption(let name): "old encryption (\(name)): ask for a file with AES"
        case .keyMismatch: "key and certificate do not belong together"
        case .medicalInstitution: OtherServiceCertificate.english
        case .otherAuthority(let name): "no client certificate; its issuer is \(name)"
        case .unknownAuthority: "not issued by the simulator's authority of client certificates"
        case .selfSigned: "self-signed: use the client certificate that the desk has issued"
        case .notForClients: "not for client authentication"
        case .withoutChain: "the intermediate certificate is missing: use a file with the chain"
        case .revoked(let since, let reason):
            "revoked on \(JapanDay(at: since))" + (reason.map { " (\($0.name))" } ?? "")
        case .stopped: "the service is stopped for this facility"
        case .expired(let date): "expired on \(JapanDay(at: date))"
        case .notYetValid(let date): "valid from \(JapanDay(at: date))"
        case .refused(let reason): "the service refuses it: \(reason)"
        case .otherFacility(let code): "the certificate of another facility (\(code))"
        case .severalIdentities(let count): "\(count) keys with certificates; the first usable one was checked"
        case .tripleDES: "old encryption (triple DES)"
        case .withoutMAC: "no MAC: some programs refuse such a file"
        case .expiresSoon(let date): "expires on \(JapanDay(at: date))"
        case .willBeRevoked(let date): "will be revoked on \(JapanDay(at: date)): set the new certificate"
        case .aesOnOldWindows: "encrypted with AES: old versions of Windows call the right password wrong"
        case .withoutServer: "no server runs: revocation and facility were not checked"
        }
    }
}

extension JapanDay {
    /// `2026年4月1日`
    package var japanese: String { "\(year)年\(month)月\(day)日" }
}
