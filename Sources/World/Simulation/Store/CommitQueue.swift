import Dispatch

/// Group commit: while one transaction is being written, everything that is decided meanwhile waits for the next one.
final class CommitQueue: Sendable {
    private struct State {
        var pending: [StoreOperation] = []
        /// Tickets count enqueued batches; all up to `committed` are on disk, or lost and listed in `lost`.
        var issued = 0
        var committed = 0
        var lost: [(tickets: ClosedRange<Int>, error: SimulationError)] = []
        var waiters: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []
        var isWriting = false
    }

    private let state = Guarded(State())
    private let store: Store
    private let queue = DispatchQueue(label: "hpki-sim.commit", qos: .userInitiated)
    private let observer = Guarded<Observer?>(nil)

    private struct Observer {
        let committed: @Sendable ([StoreOperation]) -> Void
        let failed: @Sendable (SimulationError) -> Void
    }

    init(store: Store) {
        self.store = store
    }

    /// To be called before anything is enqueued.
    ///
    /// - Parameters:
    ///   - committed: called on the writing thread after each transaction, before anyone is answered.
    ///   - failed: called on the writing thread when a transaction was lost. It has to call ``loseAll(_:)`` while nothing
    ///     can be enqueued, and to lead the world back to what is on disk.
    func start(
        committed: @escaping @Sendable ([StoreOperation]) -> Void,
        failed: @escaping @Sendable (SimulationError) -> Void
    ) {
        observer.withLock { $0 = Observer(committed: committed, failed: failed) }
    }

    /// A place in the queue.
    struct Entry {
        let ticket: Int
        /// Nobody is writing: whoever has this entry sees to it, by ``CommitQueue/wait(for:)-entry`` or
        /// ``CommitQueue/write(_:)``.
        let isLeader: Bool
    }

    /// The ticket of the last batch.
    var lastTicket: Int { state.withLock { $0.issued } }

    /// The end of the queue, for those who only wait for what was before them.
    var end: Entry { Entry(ticket: lastTicket, isLeader: false) }

    /// Puts operations behind all earlier ones.
    func enqueue(_ operations: [StoreOperation]) -> Entry {
        state.withLock { state in
            guard !operations.isEmpty else { return Entry(ticket: state.issued, isLeader: false) }
            state.pending += operations
            state.issued += 1
            defer { state.isWriting = true }
            return Entry(ticket: state.issued, isLeader: !state.isWriting)
        }
    }

    /// Lets the entry be written by the queue's own thread, without waiting for it.
    func write(_ entry: Entry) {
        if entry.isLeader { queue.async { self.drain() } }
    }

    /// Returns when everything up to the entry is on disk.
    ///
    /// A leader writes his own transaction on his own thread: that is some ten microseconds into the page cache, and
    /// half of what two changes of threads would cost. What has come meanwhile goes to the queue's thread.
    func wait(for entry: Entry) async throws {
        if entry.isLeader {
            writeOnce()
            if hasMore() { queue.async { self.drain() } }
        }
        try await wait(for: entry.ticket)
    }

    /// Returns when everything up to the ticket is on disk.
    ///
    /// Not cancellable: what was decided is on its way.
    func wait(for ticket: Int) async throws {
        if try isSettled(ticket) { return }
        try await withCheckedThrowingContinuation { continuation in
            let result: Result<Bool, any Error> = state.withLock { state in
                let result = Result { try CommitQueue.isSettled(ticket, state) }
                if case .success(false) = result { state.waiters.append((ticket, continuation)) }
                return result
            }
            switch result {
            case .success(true): continuation.resume()
            case .success(false): break
            case .failure(let error): continuation.resume(throwing: error)
            }
        }
    }

    /// Gives up everything that is not on disk.
    func loseAll(_ error: SimulationError) {
        let waiters = state.withLock { state in
            state.pending = []
            if state.committed < state.issued {
                state.lost.append((state.committed + 1...state.issued, error))
                state.lost = state.lost.suffix(16)
            }
            // One ticket that is not lost, for those who only wait for what was before them.
            state.issued += 1
            state.committed = state.issued
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(throwing: error) }
    }

    private func isSettled(_ ticket: Int) throws -> Bool {
        try state.withLock { try CommitQueue.isSettled(ticket, $0) }
    }

    private static func isSettled(_ ticket: Int, _ state: State) throws -> Bool {
        if let loss = state.lost.last(where: { $0.tickets.contains(ticket) }) { throw loss.error }
        return ticket <= state.committed
    }

    private func drain() {
        while writeOnce() {}
    }

    /// - Returns: whether there was anything to write.
    @discardableResult
    private func writeOnce() -> Bool {
        guard let (operations, ticket) = takePending() else { return false }
        let observer = observer.withLock { $0 }
        do {
            try store.commit(operations)
            observer?.committed(operations)
            answer(through: ticket)
        } catch {
            observer?.failed(error)
        }
        return true
    }

    /// - Returns: whether there is anything left for the next transaction; if not, nobody is writing any more.
    private func hasMore() -> Bool {
        state.withLock { state in
            state.isWriting = !state.pending.isEmpty
            return state.isWriting
        }
    }

    private func takePending() -> (operations: [StoreOperation], ticket: Int)? {
        state.withLock { state in
            guard !state.pending.isEmpty else {
                state.isWriting = false
                return nil
            }
            defer { state.pending = [] }
            return (state.pending, state.issued)
        }
    }

    private func answer(through ticket: Int) {
        let answered = state.withLock { state in
            state.committed = ticket
            let boundary = state.waiters.partition { $0.ticket <= ticket }
            defer { state.waiters.removeSubrange(boundary...) }
            return Array(state.waiters[boundary...])
        }
        for waiter in answered { waiter.continuation.resume() }
    }
}
