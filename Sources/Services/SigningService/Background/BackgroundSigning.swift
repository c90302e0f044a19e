import Synchronization

/// Requests of mode A on their way, and their results. In memory: after an abrupt end a result that was not fetched is
/// gone, and its authorization stays spent.
final class BackgroundSigning: Sendable {
    typealias Job = @Sendable () async -> Void

    /// How far a request has come in this process.
    enum Progress: Equatable {
        case working
        case done([String])
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

    /// - Parameters:
    ///   - id: SHA-256 of the response id.
    ///   - isKept: says of an id whether its result is still wanted.
    func finish(_ id: String, _ result: Progress, isKept: (String) -> Bool) {
        progress.withLock { progress in
            progress = progress.filter { isKept($0.key) }
            progress[id] = result
        }
    }

    /// Nil for a request of an earlier run of the program: nobody works at it any more.
    func progress(of id: String) -> Progress? { progress.withLock { $0[id] } }
}
