/// The digests that credentials have signed last, so that the journal can say that one is signed again (SIGN-25).
package struct SignedDigests: Codable, Sendable {
    /// [D] How many are remembered.
    package static let capacity = 10_000

    private var known: Set<String> = []
    /// Arrival order from `head` on.
    private var order: [String] = []
    private var head = 0

    /// Everything that is held in memory, for the tests of its bound.
    var retained: Int { order.count }

    /// The same signatures, marked where a digest was signed by the same credential before.
    func marked(_ signatures: SigningEvent.Created) -> SigningEvent.Created {
        var marked = signatures
        if Self.names(signatures).contains(where: known.contains) { marked.isRepeated = true }
        return marked
    }

    mutating func add(_ signatures: SigningEvent.Created) {
        for name in Self.names(signatures) where known.insert(name).inserted {
            order.append(name)
            guard known.count > Self.capacity else { continue }
            known.remove(order[head])
            head += 1
        }
        if head > Self.capacity {
            order.removeFirst(head)
            head = 0
        }
    }

    private static func names(_ signatures: SigningEvent.Created) -> [String] {
        signatures.hashes.map { "\(signatures.credentialID) \($0)" }
    }
}
