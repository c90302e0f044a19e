/// A number that only grows, and tasks that wait for it to grow.
final class Signal: Sendable {
    private struct State {
        var value: Int
        var isFinished = false
        var lastWaiter = 0
        var waiters: [Int: (threshold: Int, continuation: CheckedContinuation<Void, Never>)] = [:]
    }

    private let state: Guarded<State>

    init(_ value: Int = 0) {
        state = Guarded(State(value: value))
    }

    var value: Int { state.withLock { $0.value } }
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Raises the number by one.
    func raise() { raise { $0 + 1 } }

    /// Raises the number, if it is below.
    func raise(to value: Int) { raise { max($0, value) } }

    /// Nobody waits any more.
    func finish() {
        wake { state in
            state.isFinished = true
            return true
        }
    }

    /// Returns when the number is above the threshold, the signal is finished, or the task is cancelled.
    func wait(above threshold: Int) async {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.value <= threshold, !state.isFinished, !Task.isCancelled else { return false }
                    state.waiters[waiter] = (threshold, continuation)
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: waiter) }?.continuation.resume()
        }
    }

    private func raise(_ change: (Int) -> Int) {
        wake { state in
            state.value = change(state.value)
            return false
        }
    }

    private func wake(_ change: (inout State) -> Bool) {
        let woken = state.withLock { state in
            let wakesAll = change(&state)
            let woken = state.waiters.filter { wakesAll || $0.value.threshold < state.value }
            for waiter in woken.keys { state.waiters[waiter] = nil }
            return woken.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }
}
