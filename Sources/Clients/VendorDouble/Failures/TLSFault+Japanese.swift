import OpenSSL

extension TLSFault {
    /// What the user reads where it was the server's certificate that this client refused: what is wrong, and who can help
    /// (desk rule ENQ-1). Nil for everything else.
    package var japanese: String? {
        guard direction == .sent, let alert else { return nil }
        let cause: String
        switch alert {
        case .certificateRevoked: cause = "接続先の証明書は失効しています。安全のため、接続しません。"
        case .badCertificateStatusResponse: cause = "接続先の証明書が失効していないことを確認できません。"
        case .certificateExpired: cause = "接続先の証明書の期限が切れているか、この端末の時計がずれています。"
        case .badCertificate, .unsupportedCertificate, .certificateUnknown, .unknownCA:
            cause = "接続先を確認できません。"
        default: return nil
        }
        return cause + "お使いのシステムのベンダーにご連絡ください。"
    }
}
