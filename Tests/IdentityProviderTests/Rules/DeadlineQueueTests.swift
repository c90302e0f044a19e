import Foundation
import Testing

@testable import IdentityProvider

@Suite("Deadline queue")
struct DeadlineQueueTests {
    @Test func `keeps order and removes what it is told`() {
        var generator = SystemRandomNumberGenerator()
        var queue = DeadlineQueue<String>()
        var model: [(instant: Date, id: String)] = []
        for index in 0..<2000 {
            if index % 3 == 2, let entry = model.randomElement(using: &generator) {
                queue.remove(entry.id, at: entry.instant)
                model.removeAll { $0.id == entry.id }
            } else {
                let instant = Date(timeIntervalSince1970: Double(Int.random(in: 0..<50, using: &generator)))
                queue.insert("\(index)", at: instant)
                model.append((instant, "\(index)"))
            }
        }
        model.sort { ($0.instant, Int($0.id) ?? 0) < ($1.instant, Int($1.id) ?? 0) }
        #expect(queue.entries.map(\.id) == model.map(\.id))
    }

    @Test func `gives what is due, at most as many as asked for`() {
        var queue = DeadlineQueue<Int>()
        for second in [3, 1, 2] { queue.insert(second, at: Date(timeIntervalSince1970: Double(second))) }
        #expect(queue.due(at: Date(timeIntervalSince1970: 2), limit: 10).map(\.id) == [1, 2])
        #expect(queue.due(at: Date(timeIntervalSince1970: 2), limit: 1).map(\.id) == [1])
        #expect(queue.due(at: Date(timeIntervalSince1970: 0), limit: 10).isEmpty)
    }

    @Test func `ignores what is not there`() {
        var queue = DeadlineQueue<Int>()
        queue.insert(1, at: Date(timeIntervalSince1970: 1))
        queue.remove(1, at: Date(timeIntervalSince1970: 2))
        queue.remove(2, at: Date(timeIntervalSince1970: 1))
        #expect(queue.entries.map(\.id) == [1])
    }
}
