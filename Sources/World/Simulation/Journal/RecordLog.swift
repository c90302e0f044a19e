package import Foundation

/// Volatile records beside the journal: requests, card commands, handshakes. The last so many of each kind, in memory only.
package final class RecordLog: Sendable {
    /// One thing that went by.
    package struct Record: Sendable, Hashable {
        /// Counts all records since the program was started, from 1.
        package let number: Int
        /// On the simulation clock.
        package let instant: Date
        package let kind: String
        package let trace: TraceID?
        package let fields: JSONValue
    }

    private struct State {
        var lastNumber = 0
        var buffers: [String: RingBuffer<Record>] = [:]
    }

    private let state = Guarded(State())
    private let capacity: Int
    private let numbers = Signal()
    private let now: @Sendable () -> Date

    init(capacity: Int, now: @escaping @Sendable () -> Date) {
        self.capacity = capacity
        self.now = now
    }

    /// - Parameters:
    ///   - kind: `request`, `apdu`, `handshake`, …; each has a buffer of its own.
    ///   - fields: what there is to show, without secrets.
    package func append(_ kind: String, trace: TraceID? = nil, _ fields: JSONValue) {
        let instant = now()
        let number = state.withLock { state in
            state.lastNumber += 1
            let record = Record(number: state.lastNumber, instant: instant, kind: kind, trace: trace, fields: fields)
            state.buffers[kind, default: RingBuffer(capacity: capacity)].append(record)
            return state.lastNumber
        }
        numbers.raise(to: number)
    }

    /// Records after a number, oldest first; of one kind or, without one, of all.
    package func records(after number: Int = 0, kind: String? = nil, trace: TraceID? = nil) -> [Record] {
        let records = state.withLock { state in
            (kind.map { [state.buffers[$0]].compactMap { $0 } } ?? Array(state.buffers.values)).flatMap(\.elements)
        }
        return records.filter { $0.number > number && (trace == nil || $0.trace == trace) }
            .sorted { $0.number < $1.number }
    }

    /// Returns when there is a record after the number, at shutdown, or when the task is cancelled.
    package func wait(after number: Int) async { await numbers.wait(above: number) }

    func removeAll() { state.withLock { $0.buffers = [:] } }
    func finish() { numbers.finish() }
}
