package import Foundation

/// What is to happen at which instant, in order: the index behind a domain's `nextDue`.
package struct Agenda<Item: Codable & Hashable & Sendable>: Codable, Sendable, Equatable {
    package struct Entry: Codable, Sendable, Hashable {
        package let instant: Date
        package let item: Item
    }

    /// Earliest first; what falls on one instant stays in the order of its coming.
    private var entries: [Entry] = []

    package init() {}

    package var first: Entry? { entries.first }

    package mutating func add(_ item: Item, at instant: Date) {
        let entry = Entry(instant: instant, item: item)
        entries.insert(entry, at: firstIndex { $0.instant > instant })
    }

    /// Takes an item out; nothing happens when it is not there.
    package mutating func remove(_ item: Item, at instant: Date) {
        var index = firstIndex { $0.instant >= instant }
        while index < entries.count, entries[index].instant == instant {
            if entries[index].item == item {
                entries.remove(at: index)
                return
            }
            index += 1
        }
    }

    private func firstIndex(where isAtOrAfter: (Entry) -> Bool) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if isAtOrAfter(entries[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
