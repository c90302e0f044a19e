package import Foundation

/// What is only good until an instant.
package protocol Expiring: Codable, Sendable {
    var expiresAt: Date { get }
}

/// Things that end by themselves, oldest first, by a name; and the names of the last ended ones, so that a late request
/// is told that its time is over and not that there never was such a thing.
///
/// Bounded, and every operation takes constant time on average: what has ended is taken from the front of the order.
package struct ExpiringBook<Item: Expiring>: Codable, Sendable {
    /// [D] How many may be pending, and how many ended ones are remembered.
    package static var capacity: Int { 10_000 }

    private struct Entry: Codable, Sendable {
        let name: String
        let expiresAt: Date
    }

    private var live: [String: Item] = [:]
    /// Arrival order from `head` on; entries whose item has gone or was replaced are skipped.
    private var order: [Entry] = []
    private var head = 0
    private var ended: Set<String> = []
    private var endedOrder: [String] = []
    private var endedHead = 0

    package init() {}

    package subscript(name: String) -> Item? { live[name] }

    /// The number of items that may still be used.
    package var count: Int { live.count }

    /// Everything that is held in memory, for the tests of its bound.
    var retained: Int { order.count + endedOrder.count }

    var isFull: Bool { live.count >= Self.capacity }
    var oldest: String? { order.indices.contains(head) ? order[head].name : nil }
    var nextExpiry: Date? { order.indices.contains(head) ? order[head].expiresAt : nil }

    /// The names of the items that fit, in order.
    func names(where fits: (Item) -> Bool) -> [String] { live.filter { fits($0.value) }.keys.sorted() }

    func hasEnded(_ name: String) -> Bool { ended.contains(name) }

    /// Items whose time is over at `instant`, oldest first, up to the first that lives on.
    func due(at instant: Date) -> [String] {
        var names: [String] = []
        for entry in order[head...] {
            guard isLive(entry) else { continue }
            guard entry.expiresAt <= instant else { break }
            if names.last != entry.name { names.append(entry.name) }
        }
        return names
    }

    /// Adds an item, in place of one of the same name.
    mutating func add(_ item: Item, name: String) {
        live[name] = item
        order.append(Entry(name: name, expiresAt: item.expiresAt))
        trim()
    }

    /// Changes an item without changing its end.
    mutating func update(_ name: String, _ change: (inout Item) -> Void) {
        guard var item = live[name] else { return }
        change(&item)
        live[name] = item
    }

    mutating func remove(_ name: String) {
        live[name] = nil
        trim()
    }

    /// Takes an item out because its time is over.
    mutating func end(_ name: String) {
        guard live.removeValue(forKey: name) != nil else { return }
        trim()
        guard ended.insert(name).inserted else { return }
        endedOrder.append(name)
        if ended.count > Self.capacity {
            ended.remove(endedOrder[endedHead])
            endedHead += 1
        }
        if endedHead > Self.capacity {
            endedOrder.removeFirst(endedHead)
            endedHead = 0
        }
    }

    private func isLive(_ entry: Entry) -> Bool { live[entry.name]?.expiresAt == entry.expiresAt }

    private mutating func trim() {
        while head < order.count, !isLive(order[head]) { head += 1 }
        if order.count > 2 * live.count + 64 {
            order = order[head...].filter(isLive)
            head = 0
        }
    }
}
