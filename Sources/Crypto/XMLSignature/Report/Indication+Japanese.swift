extension Indication {
    /// One sentence for the reader of a report.
    package var japanese: String {
        switch self {
        case .formatFailure: "署名の構造が正しくありません。"
        case .hashFailure: "ハッシュ値が一致しません。署名後に内容が変わった可能性があります。"
        case .signatureFailure: "署名値を署名者の公開鍵で検証できません。"
        case .revoked: "証明書が失効しています。"
        case .expired: "証明書の有効期限が切れています。"
        case .notYetValid: "証明書の有効期間がまだ始まっていません。"
        case .signatureConstraints: "署名の内容が、処方箋の署名としての条件を満たしません。"
        case .chainConstraints: "証明書が、この署名に使える条件を満たしません。"
        case .chainFailure: "証明書のパス検証に失敗しました。"
        case .cryptoConstraints: "認められていない暗号アルゴリズムが使われています。"
        case .noSigningCertificate: "署名者証明書が見つかりません。"
        case .noChain: "信頼する認証局までの証明書のパスを構築できません。"
        case .tryLater: "失効情報が足りないため、まだ判断できません。"
        case .signedDataNotFound: "署名対象のデータが見つかりません。"
        case .timestampOrder: "タイムスタンプの時刻の前後関係が正しくありません。"
        }
    }
}
