import Foundation

/// The authorizations that may still be used, oldest first, by the SHA-256 of their SAD (hex); and the last expired ones,
/// so that a late request is told `SAD expired` and not that its SAD never existed.
package struct AuthorizationBook: Codable, Sendable {
    /// [D] How many authorizations may be pending, and how many expired ones are remembered.
    package static let capacity = 10_000

    private var live: [String: Authorization] = [:]
    /// Arrival order; entries that were spent meanwhile are skipped, and swept when they are the larger part.
    private var order: [String] = []
    private var expired: Set<String> = []
    private var expiredOrder: [String] = []

    subscript(sad: String) -> Authorization? { live[sad] }

    /// The number of authorizations that may still be used.
    package var count: Int { live.count }

    /// Everything that is held in memory, for the tests of its bound.
    var retained: Int { order.count + expiredOrder.count }

    var isFull: Bool { live.count >= Self.capacity }
    var oldest: String? { order.first { live[$0] != nil } }
    var nextExpiry: Date? { oldest.flatMap { live[$0]?.expiresAt } }

    func isExpired(_ sad: String) -> Bool { expired.contains(sad) }

    /// Authorizations whose time is over at `instant`, oldest first.
    func due(at instant: Date) -> [String] {
        order.filter { live[$0].map { $0.expiresAt <= instant } ?? false }
    }

    mutating func add(_ authorization: Authorization, sad: String) {
        live[sad] = authorization
        order.append(sad)
    }

    mutating func spend(_ sad: String) {
        live[sad] = nil
        sweep()
    }

    mutating func expire(_ sad: String) {
        guard live.removeValue(forKey: sad) != nil else { return }
        sweep()
        expired.insert(sad)
        expiredOrder.append(sad)
        if expiredOrder.count > Self.capacity { expired.remove(expiredOrder.removeFirst()) }
    }

    private mutating func sweep() {
        if order.count > 2 * live.count + 64 { order.removeAll { live[$0] == nil } }
    }
}
