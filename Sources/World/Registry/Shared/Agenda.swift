package import Foundation
package import Simulation

/// What is to happen at which instant, in order: the index behind a domain's `nextDue`.
package struct Agenda<Item: Packed & Hashable & Sendable>: Sendable, Equatable {
    package struct Entry: Sendable, Hashable {
        package let instant: Date
        package let item: Item
    }

    /// Earliest first; what falls on one instant stays in the order of its coming. In runs, none of them empty, so that
    /// a change among many thousands moves only its neighbours.
    private var runs: [[Entry]] = []

    private static var longestRun: Int { 512 }

    package init() {}

    package var first: Entry? { runs.first?.first }

    package mutating func add(_ item: Item, at instant: Date) {
        let entry = Entry(instant: instant, item: item)
        // The last run that begins at or before the instant.
        let run = max(0, Self.firstIndex(of: runs) { ($0.first?.instant ?? instant) > instant } - 1)
        guard !runs.isEmpty else {
            runs = [[entry]]
            return
        }
        runs[run].insert(entry, at: Self.firstIndex(of: runs[run]) { $0.instant > instant })
        if runs[run].count > Self.longestRun { split(run) }
    }

    /// Takes an item out; nothing happens when it is not there.
    package mutating func remove(_ item: Item, at instant: Date) {
        var run = Self.firstIndex(of: runs) { ($0.last?.instant ?? instant) >= instant }
        while run < runs.count, let first = runs[run].first, first.instant <= instant {
            let start = Self.firstIndex(of: runs[run]) { $0.instant >= instant }
            let same = runs[run][start...].prefix { $0.instant == instant }
            if let index = same.firstIndex(where: { $0.item == item }) {
                runs[run].remove(at: index)
                if runs[run].isEmpty { runs.remove(at: run) }
                return
            }
            run += 1
        }
    }

    /// What comes in order leaves full runs behind it.
    private mutating func split(_ run: Int) {
        let isLast = run == runs.count - 1
        let entries = runs[run]
        let middle = isLast ? entries.count - 1 : entries.count / 2
        runs[run] = Array(entries[..<middle])
        runs.insert(Array(entries[middle...]), at: run + 1)
    }

    private static func firstIndex<Element>(of elements: [Element], where isAtOrAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if isAtOrAfter(elements[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.runs.joined().elementsEqual(right.runs.joined())
    }
}

extension Agenda: Codable {
    package init(from decoder: any Decoder) throws {
        let packed = try PackedBytes(from: decoder)
        let longest = Self.longestRun
        runs = try packed.read { (reader) throws(PackError) in
            var (runs, run): ([[Entry]], [Entry]) = ([], [])
            for _ in 0..<(try Int(from: &reader)) {
                run.append(Entry(instant: try Date(from: &reader), item: try Item(from: &reader)))
                if run.count == longest {
                    runs.append(run)
                    run = []
                }
            }
            return run.isEmpty ? runs : runs + [run]
        }
    }

    package func encode(to encoder: any Encoder) throws {
        let packed = PackedBytes { writer in
            runs.reduce(0) { $0 + $1.count }.pack(into: &writer)
            for entry in runs.joined() {
                entry.instant.pack(into: &writer)
                entry.item.pack(into: &writer)
            }
        }
        try packed.encode(to: encoder)
    }
}
