import Foundation
import TestSupport
import Testing

@testable import Simulation

@Suite struct PackedTableTests {
    /// Against a dictionary, with copies that must not change with it.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func agreesWithADictionary(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var table = PackedTable<String, [Int]>()
        var expected: [String: [Int]] = [:]
        var kept = table
        var keptExpected = expected
        for step in 0..<5000 {
            let key = "key \(Int.random(in: 0..<2000, using: &generator))"
            let value = Int.random(in: 0..<4, using: &generator) == 0 ? nil : [step, -step]
            table[key] = value
            expected[key] = value
            if step == 2500 { (kept, keptExpected) = (table, expected) }
        }
        #expect(Self.content(table) == expected)
        #expect(table.count == expected.count)
        #expect(Self.content(kept) == keptExpected)
        #expect(table["no such key"] == nil)
    }

    @Test func isReadBackFromASnapshotAndFromJSON() throws {
        var table = PackedTable<String, Date>()
        for number in 0..<3000 { table["\(number)"] = Date(timeIntervalSinceReferenceDate: Double(number) / 7) }
        let attachments = Attachments()
        let json = try JSONValue(encoding: table, dates: .exact, attachments: attachments)
        #expect(json == .integer(0))
        let (text, parts) = try Attachments.separate(attachments.joined(to: json.utf8()))
        let value = try JSONValue.parse(text, limits: .own)
        #expect(try value.decode(PackedTable<String, Date>.self, dates: .exact, attachments: parts) == table)
        #expect(try JSONValue(encoding: table).decode(PackedTable<String, Date>.self) == table)
    }

    @Test func aDamagedPartIsNoState() throws {
        let attachments = Attachments()
        _ = attachments.add([1, 2, 3, 4])
        var state = attachments.joined(to: Array("0".utf8))
        #expect(try Attachments.separate(state).1.parts == [[1, 2, 3, 4]])
        state[4] ^= 1
        #expect(throws: PackError()) { _ = try Attachments.separate(state) }
        #expect(throws: PackError()) { _ = try Attachments.separate(Array(state.dropLast())) }
    }

    private static func content(_ table: PackedTable<String, [Int]>) -> [String: [Int]] {
        Dictionary(table.keys.compactMap { key in table[key].map { (key, $0) } }) { first, _ in first }
    }
}
