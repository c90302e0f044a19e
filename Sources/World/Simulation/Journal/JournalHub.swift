/// Tells the journal's readers what has been committed, and keeps the last events in memory for those who keep up.
final class JournalHub: Sendable {
    private let tail = Guarded(RingBuffer<EventEnvelope>(capacity: 512))
    /// The last committed event.
    let committed: Signal

    init(committed seq: Int) {
        committed = Signal(seq)
    }

    func publish(_ operations: [StoreOperation]) {
        var last: Int?
        tail.withLock { tail in
            for case .event(let envelope) in operations {
                tail.append(envelope)
                last = envelope.seq
            }
        }
        if let last { committed.raise(to: last) }
    }

    /// The committed events after `seq`, or `nil` if some of them are in the store only.
    func events(after seq: Int) -> [EventEnvelope]? {
        tail.withLock { tail in
            guard seq < committed.value else { return [] }
            guard let first = tail.first?.seq, first <= seq + 1 else { return nil }
            return Array(tail.elements.drop { $0.seq <= seq })
        }
    }
}
