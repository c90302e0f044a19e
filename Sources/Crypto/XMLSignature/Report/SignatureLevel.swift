/// How much a signature brings along for its later verification (署名フォーマット).
package enum SignatureLevel: String, Hashable, Sendable, Codable {
    case basic = "BES"
    case timeStamped = "T"
    case extendedLong = "XL"
    case archived = "A"
}
