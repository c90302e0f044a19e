import Foundation
import Simulation
import Synchronization

/// Real time that stands still until a test moves it; sleepers wake when their time has come.
final class ManualTime: Sendable {
    private struct State {
        var now: Date
        var lastSleeper = 0
        var sleepers: [Int: (until: Date, continuation: CheckedContinuation<Void, any Error>)] = [:]
        /// Everything that was slept for, in order.
        var requested: [Duration] = []
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    static let start = Date(milliseconds: 1_775_001_600_000)  // 2026-04-01T00:00:00Z

    private let state = Mutex(State(now: ManualTime.start))

    var now: Date { state.withLock { $0.now } }
    var requested: [Duration] { state.withLock { $0.requested } }

    var source: TimeSource {
        TimeSource(now: { self.now }, sleep: { try await self.sleep($0) })
    }

    /// Returns when somebody has gone to sleep for so long.
    func sleeper(for duration: Duration) async {
        while !requested.contains(duration) {
            let count = requested.count
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.requested.count == count else { return false }
                    state.observers.append((count, continuation))
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        }
    }

    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.adding(duration)
            let woken = state.sleepers.filter { $0.value.until <= state.now }
            for sleeper in woken.keys { state.sleepers[sleeper] = nil }
            return woken.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    private func sleep(_ duration: Duration) async throws {
        let sleeper = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Bool, any Error> = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    guard duration > .zero else { return .success(true) }
                    state.sleepers[sleeper] = (state.now.adding(duration), continuation)
                    return .success(false)
                }
                noteRequest(duration)
                switch result {
                case .success(true): continuation.resume()
                case .success(false): break
                case .failure(let error): continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: sleeper) }?.continuation
                .resume(throwing: CancellationError())
        }
    }

    /// Only once the sleeper is there, so that time can be moved past him.
    private func noteRequest(_ duration: Duration) {
        let observers = state.withLock { state in
            state.requested.append(duration)
            defer { state.observers = [] }
            return state.observers
        }
        for observer in observers { observer.continuation.resume() }
    }
}
