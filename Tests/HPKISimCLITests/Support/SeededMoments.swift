import NIOCore
import NIOPosix

/// Moments to end a process at: after so many answers, and then a little later, anywhere in the next request.
struct SeededMoments {
    struct Moment: Sendable {
        let answers: Int
        let delay: TimeAmount
    }

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Moment {
        Moment(answers: Int(draw() % 60) + 5, delay: .microseconds(Int64(draw() % 12_000)))
    }

    mutating func number() -> UInt64 { draw() }

    /// SplitMix64.
    private mutating func draw() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// A moment that is chosen by time and by nothing else, because any moment will do.
enum Timer {
    static func wait(_ delay: TimeAmount) async throws {
        try await MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: delay) {}.futureResult.get()
    }
}
