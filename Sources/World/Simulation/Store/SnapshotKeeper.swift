/// Decides when the next snapshot is worth its price.
final class SnapshotKeeper: Sendable {
    private struct State {
        /// The event up to which the stored snapshot is good.
        var lastSeq: Int
        var interval = SnapshotKeeper.leastInterval
        var isBusy = false
    }

    /// Replaying so many events takes some hundredths of a second.
    private static let leastInterval = 10_000
    /// A large world is worth more events: about as many bytes of snapshot as of journal.
    private static let bytesPerEvent = 250

    private let state: Guarded<State>

    init(lastSeq: Int) {
        state = Guarded(State(lastSeq: lastSeq))
    }

    var lastSeq: Int { state.withLock { $0.lastSeq } }

    /// - Returns: whether the caller is to make a snapshot now, and to say so with ``didStore(through:byteCount:)`` or
    ///   ``giveUp()``.
    func begin(at seq: Int) -> Bool {
        state.withLock { state in
            guard !state.isBusy, seq - state.lastSeq >= state.interval else { return false }
            state.isBusy = true
            return true
        }
    }

    func didStore(through seq: Int, byteCount: Int) {
        state.withLock { state in
            state.lastSeq = max(state.lastSeq, seq)
            state.interval = max(SnapshotKeeper.leastInterval, byteCount / SnapshotKeeper.bytesPerEvent)
            state.isBusy = false
        }
    }

    func giveUp() {
        state.withLock { state in
            // Not at every event again.
            state.interval *= 2
            state.isBusy = false
        }
    }

    /// The world was read anew from the store.
    func restart(at seq: Int) {
        state.withLock { $0.lastSeq = seq }
    }
}
