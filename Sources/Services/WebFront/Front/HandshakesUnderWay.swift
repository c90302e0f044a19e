package import Simulation
import Synchronization

/// How many TLS handshakes have begun and not ended: a client that has left has not been heard to the end before that.
package final class HandshakesUnderWay: Sendable {
    private struct State {
        var count = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var waits = 0
    }

    private let state = Mutex(State())
    private let time: TimeSource

    package init(time: TimeSource = .system) {
        self.time = time
    }

    func began() { state.withLock { $0.count += 1 } }

    func ended() {
        let woken = state.withLock { state in
            state.count -= 1
            guard state.count == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns when there is none, or the limit is over: a client may hold one open for as long as it likes.
    func untilNone(within limit: Duration) async {
        let number = state.withLock { state in
            state.waits += 1
            return state.waits
        }
        await withCheckedContinuation { continuation in
            let isNone = state.withLock { state in
                if state.count > 0 { state.waiting[number] = continuation }
                return state.count == 0
            }
            guard !isNone else { return continuation.resume() }
            Task {
                try? await time.sleep(limit)
                state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
            }
        }
    }
}
