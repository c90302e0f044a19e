/// The mistake that would explain why a digest or signature does not match.
package enum Diagnosis: String, Hashable, Sendable, Codable, CaseIterable {
    case otherCanonicalization, missingSchemaInstance, lineEnds, byteOrderMark, rewrappedBase64, otherEncoding
    case rewrittenPrefix, signedBeforeInsertion, otherCertificate

    package var english: String {
        switch self {
        case .otherCanonicalization: "another canonicalisation than the declared one was used"
        case .missingSchemaInstance: "xmlns:xsi was in scope when it was signed, and is missing now"
        case .lineEnds: "the line ends were changed after signing (LF, CR LF)"
        case .byteOrderMark: "a byte order mark was part of what was signed"
        case .rewrappedBase64: "the base64 text was wrapped in another way after signing"
        case .otherEncoding: "the text was signed in another encoding than UTF-8"
        case .rewrittenPrefix: "a namespace prefix was rewritten after signing"
        case .signedBeforeInsertion: "the part was signed before it was put into the document"
        case .otherCertificate: "the certificate in KeyInfo is not that of the signing key"
        }
    }

    package var japanese: String {
        switch self {
        case .otherCanonicalization: "宣言と異なる正規化方式で計算されています。"
        case .missingSchemaInstance: "署名時にあった xmlns:xsi が失われています。"
        case .lineEnds: "署名後に改行コード（LF、CR LF）が変更されています。"
        case .byteOrderMark: "BOM を含めて計算されています。"
        case .rewrappedBase64: "署名後に Base64 の改行位置が変更されています。"
        case .otherEncoding: "UTF-8 以外の文字コードで計算されています。"
        case .rewrittenPrefix: "署名後に名前空間接頭辞が書き換えられています。"
        case .signedBeforeInsertion: "文書へ挿入する前の要素に対して計算されています。"
        case .otherCertificate: "KeyInfo の証明書は署名に用いた鍵のものではありません。"
        }
    }
}
