package import Hummingbird
import Synchronization

/// Lets a listener be bound before what it serves can be built: certificates carry the port in their URIs.
///
/// A request that arrives early waits for the gate to open, or to be given up.
package final class GatedResponder: HTTPResponder {
    package typealias Context = FrontRequestContext
    package typealias Answer = @Sendable (Request, FrontRequestContext) async throws -> Response

    private enum State {
        case closed(waiting: [CheckedContinuation<Answer, Never>])
        case open(Answer)
    }

    private let state = Mutex<State>(.closed(waiting: []))

    package init() {}

    /// From now on requests, waiting ones first, are answered by `responder`.
    package func open(_ responder: some HTTPResponder<FrontRequestContext>) {
        let answer: Answer = { try await responder.respond(to: $0, context: $1) }
        let waiting = state.withLock { state in
            defer { state = .open(answer) }
            if case .closed(let waiting) = state { return waiting }
            return []
        }
        for continuation in waiting { continuation.resume(returning: answer) }
    }

    /// There will be nothing to serve: waiting requests are answered 503.
    package func giveUp() {
        let failure = FrontError(.serviceUnavailable, "temporarily_unavailable", "The simulator could not be started")
        open(FailedStart(failure: failure))
    }

    package func respond(to request: Request, context: FrontRequestContext) async throws -> Response {
        try await answer()(request, context)
    }

    private func answer() async -> Answer {
        if case .open(let answer) = state.withLock({ $0 }) { return answer }
        return await withCheckedContinuation { continuation in
            let answer: Answer? = state.withLock { state in
                switch state {
                case .open(let answer): return answer
                case .closed(let waiting):
                    state = .closed(waiting: waiting + [continuation])
                    return nil
                }
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }
}

private struct FailedStart: HTTPResponder {
    let failure: FrontError

    func respond(to request: Request, context: FrontRequestContext) async throws -> Response {
        failure.response(from: request, context: context)
    }
}
