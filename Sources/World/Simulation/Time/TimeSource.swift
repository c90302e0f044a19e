package import Foundation

/// Real time: the one place in the program that reads the machine's clocks. Tests put their own in its place.
package struct TimeSource: Sendable {
    /// The machine's wall clock.
    package var now: @Sendable () -> Date
    /// Waits on monotonic time; throws `CancellationError` when its task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    package static let system = TimeSource(
        now: { Date() },
        sleep: { try await ContinuousClock().sleep(for: $0) }
    )
}
