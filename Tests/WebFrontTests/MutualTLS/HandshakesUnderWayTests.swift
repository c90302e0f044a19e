import Foundation
import Simulation
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
        let order = Order()
        // Runs until it waits before the next line does.
        let waiting = Task.immediate {
            await handshakes.untilNone(within: .seconds(60))
            order.append("returned")
        }
        for _ in 1...2 {
            order.append("ended")
            handshakes.ended()
            await Task.yield()
        }
        await waiting.value
        #expect(order.all == ["ended", "ended", "returned"])
    }

    private final class Order: Sendable {
        private let entries = Mutex<[String]>([])

        var all: [String] { entries.withLock(\.self) }

        func append(_ entry: String) { entries.withLock { $0.append(entry) } }
    }

    @Test func `waits no longer than it is told to`() async {
        let waits = Mutex<[Duration]>([])
        let time = TimeSource(
            now: { Date(timeIntervalSince1970: 0) },
            sleep: { wait in waits.withLock { $0.append(wait) } }
        )
        let handshakes = HandshakesUnderWay(time: time)
        handshakes.began()
        await handshakes.untilNone(within: .seconds(60))
        #expect(waits.withLock(\.self) == [.seconds(60)])
        // Who ends later wakes nobody twice.
        handshakes.ended()
        await handshakes.untilNone(within: .seconds(60))
    }
}
