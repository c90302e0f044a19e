import Synchronization
import Testing

@testable import WebFront

/// A run is graded when no handshake is under way any more.
@Suite(.timeLimit(.minutes(1))) struct HandshakesUnderWayTests {
    @Test func `waits for the last of them`() async {
        let handshakes = HandshakesUnderWay()
        await handshakes.untilNone(within: .seconds(60))
        handshakes.began()
        handshakes.began()
        let ended = Mutex(0)
        async let waiting: Void = handshakes.untilNone(within: .seconds(60))
        for _ in 1...2 {
            await Task.yield()
            ended.withLock { $0 += 1 }
            handshakes.ended()
        }
        await waiting
        #expect(ended.withLock(\.self) == 2)
    }

    @Test func `waits no longer than it is told to`() async {
        let handshakes = HandshakesUnderWay()
        handshakes.began()
        await handshakes.untilNone(within: .milliseconds(1))
        // Who ends later wakes nobody twice.
        handshakes.ended()
        await handshakes.untilNone(within: .seconds(60))
    }
}
