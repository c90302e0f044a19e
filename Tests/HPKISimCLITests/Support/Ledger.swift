import Synchronization

/// What clients were answered, by the hash in base64, beyond the life of the process that answered.
final class Ledger: Sendable {
    private struct State {
        var answered: [String: String] = [:]
        var unused: [String: String] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// Hash to the SAD that was spent on it.
    var answered: [String: String] { state.withLock(\.answered) }

    func note(answered hash: String, sad: String) { state.withLock { $0.answered[hash] = sad } }

    func note(unused hash: String, sad: String) { state.withLock { $0.unused[hash] = sad } }

    /// Hash to SAD, of authorizations that nobody has used.
    func takeUnused() -> [String: String] {
        state.withLock { state in
            defer { state.unused = [:] }
            return state.unused
        }
    }

    /// One more round; how many there have been.
    func count() -> Int {
        state.withLock { state in
            state.count += 1
            return state.count
        }
    }

    func resetCount() { state.withLock { $0.count = 0 } }
}
