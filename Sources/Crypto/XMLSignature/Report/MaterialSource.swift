/// Where a certificate, list or response comes from.
package enum MaterialSource: String, Sendable {
    /// The signed file.
    case document = "署名ファイル"
    /// Whoever verifies brought it.
    case given = "検証者の指定"
}
