import NIOCore
import NIOPosix

/// How long the application waits, in real time multiplied by a pace: a test in which delays are skipped has no
/// deadlines of minutes either.
package struct Patience: Sendable {
    /// For one whole answer.
    package var answer: Duration = .seconds(30)
    /// In all, for a person at a login or for a service that says 202 again and again.
    package var pending: Duration = .seconds(120)
    /// Between two tries where the server does not say (`Retry-After`).
    package var interval: Duration = .seconds(1)
    /// How often a call that may be repeated is repeated after 429 or 503.
    package var retries = 3
    /// Factor on all of them.
    package var pace: Double

    /// A deadline must leave time for the work itself, however short the delays are made.
    private static let shortestDeadline = Duration.seconds(2)

    /// - Parameter pace: from 0 on; 0 waits for nothing.
    package init(pace: Double = 1) {
        self.pace = pace
    }

    /// Waits for a thing that no server says how long to wait for.
    func pause(_ duration: Duration) async {
        let timer = MultiThreadedEventLoopGroup.singleton.next()
        try? await timer.scheduleTask(in: TimeAmount(duration * pace)) {}.futureResult.get()
    }

    var deadline: Duration { max(answer * pace, min(answer, Self.shortestDeadline)) }
}

/// The waits for one thing, counted before the pace so that their number has a bound with any pace.
struct Waiting {
    private let patience: Patience
    private var left: Duration

    init(_ patience: Patience) {
        self.patience = patience
        left = patience.pending
    }

    /// Waits as long as the server asks for.
    ///
    /// - Parameter retryAfter: in seconds.
    /// - Returns: false, at once, where that is more than the application waits.
    mutating func wait(_ retryAfter: Int?) async -> Bool {
        let wanted = max(retryAfter.map { Duration.seconds($0) } ?? patience.interval, .milliseconds(100))
        guard wanted <= left else { return false }
        left -= wanted
        await patience.pause(wanted)
        return true
    }
}
