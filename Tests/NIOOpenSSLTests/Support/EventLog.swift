import NIOCore
import NIOTLS
import OpenSSL
import Synchronization
import TestSupport

/// What a channel handler above TLS has seen, in order.
final class EventLog: Sendable {
    enum Event: Equatable, Sendable {
        case outcome(TLSHandshakeOutcome)
        case handshakeCompleted
        case shutdownCompleted
        case inputClosed
        case failed(TLSError)
        case inactive
    }

    private struct State {
        var events: [Event] = []
        var waiters: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    var all: [Event] { state.withLock(\.events) }

    var outcomes: [TLSHandshakeOutcome] {
        all.compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } }
    }

    var errors: [TLSError] {
        all.compactMap { if case .failed(let error) = $0 { error } else { nil } }
    }

    func note(_ event: Any) {
        switch event {
        case let outcome as TLSHandshakeOutcome: add(.outcome(outcome))
        case TLSUserEvent.handshakeCompleted: add(.handshakeCompleted)
        case TLSUserEvent.shutdownCompleted: add(.shutdownCompleted)
        case ChannelEvent.inputClosed: add(.inputClosed)
        case let error as TLSError: add(.failed(error))
        default: break
        }
    }

    func noteEnd() { add(.inactive) }

    /// Waits until the channel is closed.
    func untilInactive() async throws {
        try await withDeadline(.seconds(20), "the end of the connection") {
            while true {
                let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
                let isThere = self.state.withLock { state in
                    state.waiters.append(continuation)
                    return state.events.contains(.inactive)
                }
                if isThere { return }
                try Task.checkCancellation()
                for await _ in changes {}
            }
        }
    }

    private func add(_ event: Event) {
        let waiters = state.withLock { state in
            state.events.append(event)
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish() }
    }
}
