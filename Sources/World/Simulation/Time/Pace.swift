/// `--pace`: how long the delays and hangs of the simulation take in real time.
///
/// 1 is as in life, 0.1 ten times as fast, 0 does not wait at all. It never touches the simulation clock.
package struct Pace: Hashable, Sendable {
    /// Finite and not negative.
    package let factor: Double

    package static let natural = Pace(factor: 1)

    /// - Parameter factor: taken as 1 where it is negative, infinite or no number; callers check what people type with
    ///   ``init(checking:)``.
    package init(factor: Double) {
        self.factor = factor.isFinite && factor >= 0 ? factor : 1
    }

    /// `nil` for a factor that is negative, infinite or no number.
    package init?(checking factor: Double) {
        guard factor.isFinite, factor >= 0 else { return nil }
        self.factor = factor
    }

    /// The real time that a nominal delay takes.
    package func scaled(_ delay: Duration) -> Duration {
        let seconds = delay.seconds * factor
        return seconds < 1e9 ? .seconds(seconds) : .seconds(1_000_000_000)
    }
}
