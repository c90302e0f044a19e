import Foundation
import Simulation
import TestSupport
import Testing

@testable import Registry

@Suite struct AgendaTests {
    @Test func `gives what is earliest, and at one instant what came first`() {
        var agenda = Agenda<String>()
        for (item, second) in [("c", 3.0), ("a", 1), ("b1", 2), ("b2", 2)] {
            agenda.add(item, at: Date(timeIntervalSince1970: second))
        }
        var order: [String] = []
        while let first = agenda.first {
            order.append(first.item)
            agenda.remove(first.item, at: first.instant)
        }
        #expect(order == ["a", "b1", "b2", "c"])
    }

    @Test func `removes only what is there, at its instant`() {
        var agenda = Agenda<String>()
        let instant = Date(timeIntervalSince1970: 5)
        agenda.add("a", at: instant)
        agenda.add("b", at: instant)
        agenda.remove("b", at: instant + 1)
        agenda.remove("x", at: instant)
        agenda.remove("a", at: instant)
        #expect(agenda.first?.item == "b")
    }

    @Test func `agrees with sorting`() {
        var generator = SeededGenerator(seed: 1)
        var agenda = Agenda<Int>()
        var expected: [(Int, Double)] = []
        for item in 0..<500 {
            let second = Double(Int.random(in: 0..<100, using: &generator))
            agenda.add(item, at: Date(timeIntervalSince1970: second))
            expected.append((item, second))
            if item.isMultiple(of: 3) {
                let (gone, at) = expected.remove(at: Int.random(in: 0..<expected.count, using: &generator))
                agenda.remove(gone, at: Date(timeIntervalSince1970: at))
            }
        }
        expected.sort { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 }
        for (item, second) in expected {
            #expect(agenda.first == .init(instant: Date(timeIntervalSince1970: second), item: item))
            agenda.remove(item, at: Date(timeIntervalSince1970: second))
        }
        #expect(agenda.first == nil)
    }

    @Test func `is read back in its order, however long it is`() throws {
        var agenda = Agenda<Int>()
        for item in 0..<3000 {
            agenda.add(item, at: Date(timeIntervalSinceReferenceDate: Double(item * 7919 % 1000) / 7))
        }
        var copy = try JSONValue(encoding: agenda).decode(Agenda<Int>.self)
        #expect(copy == agenda)
        for _ in 0..<3000 {
            let first = try #require(copy.first)
            copy.remove(first.item, at: first.instant)
            #expect(copy.first != first)
        }
        #expect(copy.first == nil)
    }
}
