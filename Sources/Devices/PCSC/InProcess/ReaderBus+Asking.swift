import ISO7816
import Synchronization

extension ReaderBus {
    /// A request as a call that waits.
    ///
    /// - Throws: the answer's error; `.cancelled` when the task is cancelled while the request is parked.
    func ask(_ request: ReaderRequest, of client: Int) async throws(PCSCError) -> ReaderAnswer {
        let waiting = WaitingCall()
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.start(continuation)
                let number = submit(request, of: client) { waiting.finish($0) }
                if waiting.know(number), withdraw(request: number) {
                    waiting.finish(.failed(.cancelled))
                }
            }
        } onCancel: {
            if let number = waiting.cancel(), withdraw(request: number) { waiting.finish(.failed(.cancelled)) }
        }
        if case .failed(let error) = answer { throw error }
        return answer
    }
}

/// A caller that waits for its answer, and may stop to.
private final class WaitingCall: Sendable {
    private struct State {
        var continuation: CheckedContinuation<ReaderAnswer, Never>?
        var number: Int?
        var isCancelled = false
    }

    private let state = Mutex(State())

    func start(_ continuation: CheckedContinuation<ReaderAnswer, Never>) {
        state.withLock { $0.continuation = continuation }
    }

    func finish(_ answer: ReaderAnswer) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: answer)
    }

    /// - Returns: whether the caller has been cancelled before its number was known.
    func know(_ number: Int) -> Bool {
        state.withLock { state in
            state.number = number
            return state.isCancelled
        }
    }

    func cancel() -> Int? {
        state.withLock { state in
            state.isCancelled = true
            return state.number
        }
    }
}
