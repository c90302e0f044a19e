import Synchronization

/// Requests of mode A on their way, in memory. Results are kept by the store (``SigningResult``): what was
/// finished before an abrupt end can still be fetched, what was not is answered as failed, its authorization spent [D].
final class BackgroundSigning: Sendable {
    typealias Job = @Sendable () async -> Void

    /// How far a request has come in this process.
    enum Progress: Equatable {
        case working
        case failed
    }

    private let progress = Mutex<[String: Progress]>([:])
    private let jobs: AsyncStream<Job>
    private let continuation: AsyncStream<Job>.Continuation

    init() {
        (jobs, continuation) = AsyncStream.makeStream()
    }

    /// - Parameter id: SHA-256 of the response id.
    func enqueue(_ id: String, _ job: @escaping Job) {
        progress.withLock { $0[id] = .working }
        continuation.yield(job)
    }

    /// Works jobs off, one after the other, until the task is cancelled.
    func run() async {
        for await job in jobs { await job() }
    }

    /// Nobody works at it any more: its result is in the store.
    ///
    /// - Parameter id: SHA-256 of the response id.
    func finish(_ id: String) { progress.withLock { $0[id] = nil } }

    /// - Parameter isKept: says of an id whether its result is still wanted.
    func fail(_ id: String, isKept: (String) -> Bool) {
        progress.withLock { progress in
            progress = progress.filter { $0.value == .working || isKept($0.key) }
            progress[id] = .failed
        }
    }

    /// Nil for a request that is finished, or of an earlier run of the program.
    func progress(of id: String) -> Progress? { progress.withLock { $0[id] } }
}
