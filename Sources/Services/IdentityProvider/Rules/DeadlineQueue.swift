package import Foundation

/// What ends when, earliest first. Insertion at the end and removal at the front, the common cases, cost a memory move.
package struct DeadlineQueue<ID: Codable & Hashable & Sendable>: Codable, Sendable, Equatable {
    package struct Entry: Codable, Sendable, Equatable {
        package let instant: Date
        package let id: ID
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package var first: Entry? { entries.first }
    package var count: Int { entries.count }

    /// The entries whose instant has come, at most `limit` of them.
    package func due(at now: Date, limit: Int) -> ArraySlice<Entry> {
        entries.prefix(limit).prefix { $0.instant <= now }
    }

    package mutating func insert(_ id: ID, at instant: Date) {
        entries.insert(Entry(instant: instant, id: id), at: firstIndex { $0 > instant })
    }

    /// Removes an entry by the instant it was inserted at; nothing happens if it is not there.
    package mutating func remove(_ id: ID, at instant: Date) {
        var index = firstIndex { $0 >= instant }
        while index < entries.count, entries[index].instant == instant {
            if entries[index].id == id {
                entries.remove(at: index)
                return
            }
            index += 1
        }
    }

    /// The first index whose instant satisfies a predicate that, once true, stays true.
    private func firstIndex(where isBehind: (Date) -> Bool) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(entries[middle].instant) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
