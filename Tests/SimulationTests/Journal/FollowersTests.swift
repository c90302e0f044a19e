import Synchronization
import Testing

@testable import Simulation

@Suite struct FollowersTests {
    @Test(.timeLimit(.minutes(1))) func `waits until each follower has dealt with the event`() async {
        let followers = Followers()
        let (first, second) = (followers.join(after: 4), followers.join(after: 4))
        let order = Mutex<[String]>([])
        async let waiter: Void = {
            await followers.wait(through: 6)
            order.withLock { $0.append("answered") }
        }()
        first.handled(6)
        second.handled(5)
        order.withLock { $0.append("5") }
        order.withLock { $0.append("6") }
        second.handled(6)
        await waiter
        #expect(order.withLock { $0 } == ["5", "6", "answered"])
    }

    @Test(.timeLimit(.minutes(1))) func `waits for nobody who has left, and not for what was before`() async {
        let followers = Followers()
        await followers.wait(through: 9)
        let follower = followers.join(after: 9)
        await followers.wait(through: 9)
        async let waiter: Void = followers.wait(through: 10)
        follower.leave()
        await waiter
        await followers.wait(through: 11)
    }
}
