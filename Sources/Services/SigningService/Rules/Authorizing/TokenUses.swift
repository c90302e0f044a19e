/// The digests that tokens of scope `credential` have signed, by the SHA-256 of the token.
package struct TokenUses: Codable, Sendable {
    /// [D] How many tokens are remembered; such a token lives for minutes.
    package static let capacity = 10_000

    private var signed: [String: [String]] = [:]
    private var order: [String] = []
    private var head = 0

    package var count: Int { signed.count }

    /// In base64.
    package subscript(token: String) -> [String] { signed[token] ?? [] }

    mutating func add(_ hashes: [String], token: String) {
        if signed[token] == nil { order.append(token) }
        signed[token, default: []] += hashes
        if signed.count > Self.capacity {
            signed[order[head]] = nil
            head += 1
        }
        if head > Self.capacity {
            order.removeFirst(head)
            head = 0
        }
    }
}
