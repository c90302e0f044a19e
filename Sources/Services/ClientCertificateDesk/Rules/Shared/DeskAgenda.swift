package import Foundation

/// What the desk is to do by itself, earliest first; what falls on one instant stays in the order of its coming.
package struct DeskAgenda<Item: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    package struct Entry: Codable, Equatable, Sendable {
        package let instant: Date
        package let item: Item
    }

    private var entries: [Entry] = []

    package init() {}

    package var first: Entry? { entries.first }

    mutating func add(_ item: Item, at instant: Date) {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].instant > instant { high = middle } else { low = middle + 1 }
        }
        entries.insert(Entry(instant: instant, item: item), at: low)
    }

    mutating func remove(_ item: Item) {
        entries.removeAll { $0.item == item }
    }
}
