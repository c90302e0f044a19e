/// The names of the checks (検証内容), as the public verifier reports them. Those at the end are this verifier's own.
package enum CheckItem: String, Hashable, Sendable, Codable {
    case schema = "XMLスキーマ"
    case requiredElements = "XAdES必須要素"
    case signedProperties = "SignedProperties要素"
    case certificateDesignation = "証明書の指定確認"
    case certificateItself = "証明書の実体確認"
    case certificateMatch = "証明書の一致確認"
    case healthcareItems = "HPKI固有項目の確認"
    case certificatePath = "証明書のパス構築とパス検証"
    case reference = "Reference要素"
    case digestMethod = "DigestMethod要素"
    case signatureValue = "SignatureValue要素"
    case signatureMethod = "SignatureMethod要素"
    case stampedData = "タイムスタンプ対象データ"
    case timeStampToken = "タイムスタンプトークン"
    case baseTime = "検証基準時刻"
    case stampCertificate = "TSA証明書"
    case stampSignature = "TSAの署名"
    case messageImprint = "MessageImprint値"
    case archiveTimeStamp = "アーカイブタイムスタンプ"
    /// The signed data is what a reader takes for it.
    case signedTarget = "署名対象"
    /// Who may sign what.
    case role = "hcRole"
}
