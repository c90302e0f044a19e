import Synchronization

/// Everything a running program has said so far, and the tests that wait for a certain text in it.
final class ProcessOutputs: Sendable {
    enum Stream { case standardOutput, standardError }

    private struct State {
        var bytes: [Stream: [UInt8]] = [.standardOutput: [], .standardError: []]
        var openStreams: Set<Stream> = [.standardOutput, .standardError]
        var waiters: [@Sendable (borrowing State) -> Bool] = []
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// - Returns: Whether the stream is still within its limit.
    func append(_ bytes: [UInt8], to stream: Stream) -> Bool {
        state.withLock { state in
            state.bytes[stream, default: []] += bytes
            wake(&state)
            return state.bytes[stream, default: []].count <= limit
        }
    }

    func close(_ stream: Stream) {
        state.withLock { state in
            state.openStreams.remove(stream)
            wake(&state)
        }
    }

    func bytes(of stream: Stream) -> [UInt8] {
        state.withLock { $0.bytes[stream, default: []] }
    }

    /// Waits until either stream contains the text.
    ///
    /// - Returns: false when both streams ended without it, or the task was cancelled.
    func wait(for text: String) async -> Bool {
        let needle = Array(text.utf8)
        return await wait { state in
            if state.bytes.values.contains(where: { $0.contains(needle) }) { return true }
            return state.openStreams.isEmpty ? false : nil
        }
    }

    func waitForEnd() async {
        _ = await wait { $0.openStreams.isEmpty ? true : nil }
    }

    private func wait(until verdict: @escaping @Sendable (borrowing State) -> Bool?) async -> Bool {
        let (answers, continuation) = AsyncStream.makeStream(of: Bool.self)
        state.withLock { state in
            let waiter: @Sendable (borrowing State) -> Bool = { state in
                guard let answer = verdict(state) else { return false }
                continuation.yield(answer)
                continuation.finish()
                return true
            }
            if !waiter(state) { state.waiters.append(waiter) }
        }
        return await answers.first { _ in true } ?? false
    }

    private func wake(_ state: inout State) {
        let waiters = state.waiters
        state.waiters = []
        for waiter in waiters where !waiter(state) { state.waiters.append(waiter) }
    }
}
