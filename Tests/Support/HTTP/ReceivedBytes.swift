import Synchronization

/// What a connection has received so far, for tests that wait for more of it.
final class ReceivedBytes: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var end: Result<Void, any Error>?
        var waiters: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    func append(_ bytes: some Sequence<UInt8>) {
        change { $0.bytes += bytes }
    }

    func finish(_ end: Result<Void, any Error>) {
        change { if $0.end == nil { $0.end = end } }
    }

    /// Waits until `isEnough`, or the end of the connection.
    func bytes(until isEnough: @Sendable ([UInt8]) -> Bool) async throws -> [UInt8] {
        while true {
            let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
            let snapshot = state.withLock { state in
                state.waiters.append(continuation)
                return (bytes: state.bytes, end: state.end)
            }
            if isEnough(snapshot.bytes) { return snapshot.bytes }
            if let end = snapshot.end {
                try end.get()
                return snapshot.bytes
            }
            try Task.checkCancellation()
            for await _ in changes {}
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiters = state.withLock { state in
            body(&state)
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish() }
    }
}
