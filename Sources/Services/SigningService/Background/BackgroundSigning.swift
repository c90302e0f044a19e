import Synchronization

/// Requests of mode A on their way, and their results. In memory: after an abrupt end a result that was not fetched is
/// gone, and its authorization stays spent.
final class BackgroundSigning: Sendable {
    typealias Job = @Sendable () async -> Void

    private let results = Mutex<[String: [String]]>([:])
    private let jobs: AsyncStream<Job>
    private let continuation: AsyncStream<Job>.Continuation

    init() {
        (jobs, continuation) = AsyncStream.makeStream()
    }

    func enqueue(_ job: @escaping Job) { continuation.yield(job) }

    /// Works jobs off, one after the other, until the task is cancelled.
    func run() async {
        for await job in jobs { await job() }
    }

    /// - Parameters:
    ///   - id: SHA-256 of the response id.
    ///   - isKept: says of an id whether its result is still wanted.
    func finish(_ id: String, _ signatures: [String], isKept: (String) -> Bool) {
        results.withLock { results in
            results = results.filter { isKept($0.key) }
            results[id] = signatures
        }
    }

    func result(_ id: String) -> [String]? { results.withLock { $0[id] } }
}
