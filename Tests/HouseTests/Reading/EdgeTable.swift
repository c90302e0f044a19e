import Foundation

/// The edge table of ARCHITECTURE.md.
///
/// Its rows read `| floor | folder | target | holds | may import (ours) | may import (outside) |`. The cells of "ours" hold
/// target names, `floors 2–4`, `all below`, and `all below but X`; those of "outside" hold names that the table headed
/// `name | modules` spells out, or module names. The table `room | brings along` adds what a room's interface is made of. A row whose "holds" begins with *not built yet* has no files.
struct EdgeTable {
    let rooms: [Room]

    enum Unreadable: Error, Equatable {
        case noTable
        case row(String)
        case unknownName(String, target: String)
    }

    private struct Row {
        let floor: Int
        let folder: String
        let target: String
        let holds: String
        let ours: [String]
        let outside: [String]
    }

    init(markdown: String) throws(Unreadable) {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let modules = Self.dictionary(in: lines, below: "| name | modules |")
        let broughtAlong = Self.dictionary(in: lines, below: "| room | brings along |")
        var rows: [Row] = []
        for cells in Self.cells(of: lines, below: "| floor | folder | target |") {
            guard cells.count == 6, let floor = Int(cells[0]) else { throw .row(cells.joined(separator: " | ")) }
            rows.append(
                Row(
                    floor: floor,
                    folder: cells[1],
                    target: cells[2],
                    holds: cells[3],
                    ours: Self.names(in: cells[4]),
                    outside: Self.names(in: cells[5])
                )
            )
        }
        guard !rows.isEmpty else { throw .noTable }
        var rooms: [Room] = []
        for row in rows {
            var ours: Set<String> = []
            for name in row.ours { ours.formUnion(try Self.targets(meantBy: name, in: row, of: rows)) }
            for room in ours { ours.formUnion(broughtAlong[room] ?? []) }
            rooms.append(
                Room(
                    floor: row.floor,
                    folder: row.folder,
                    target: row.target,
                    ours: ours,
                    outside: Set(row.outside.flatMap { modules[$0] ?? [$0] }),
                    isBuilt: !row.holds.hasPrefix("*not built yet*")
                )
            )
        }
        self.rooms = rooms
    }

    subscript(target: String) -> Room? {
        rooms.first { $0.target == target }
    }

    /// The rows of the table whose header begins so, each as its cells without backquotes.
    private static func cells(of lines: [String], below header: String) -> [[String]] {
        guard let start = lines.firstIndex(where: { $0.hasPrefix(header) }) else { return [] }
        return lines[(start + 1)...].prefix { $0.hasPrefix("|") }.dropFirst().map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
                $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
            }
        }
    }

    /// A table of two columns: a name, and the names that it stands for.
    private static func dictionary(in lines: [String], below header: String) -> [String: [String]] {
        Self.cells(of: lines, below: header).reduce(into: [:]) {
            if $1.count == 2 { $0[$1[0]] = Self.names(in: $1[1]) }
        }
    }

    private static func names(in cell: String) -> [String] {
        cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && $0 != "–" }
    }

    private static func targets(meantBy name: String, in row: Row, of rows: [Row]) throws(Unreadable) -> Set<String> {
        if let range = name.wholeMatch(of: /floors (\d)–(\d)/), let first = Int(range.1), let last = Int(range.2) {
            return Set(rows.filter { $0.floor >= first && $0.floor <= last }.map(\.target))
        }
        if let below = name.wholeMatch(of: /all below(?: but (\w+))?/) {
            return Set(rows.filter { $0.floor < row.floor }.map(\.target)).subtracting(
                below.1.map { [String($0)] } ?? []
            )
        }
        guard rows.contains(where: { $0.target == name && $0.floor <= row.floor }) else {
            throw .unknownName(name, target: row.target)
        }
        return [name]
    }
}
