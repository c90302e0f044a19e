/// Those who act upon events, for answers that must not leave before they have acted: what a scenario wants done at an
/// event is done when the client hears of it.
package final class Followers: Sendable {
    /// Somebody who says how far they have come.
    package struct Follower: Sendable {
        fileprivate let number: Int
        /// The last event that is dealt with.
        fileprivate let position: Signal
        fileprivate let followers: Followers

        /// This event and all before it are dealt with.
        package func handled(_ seq: Int) { position.raise(to: seq) }

        /// Nobody waits for this one any more.
        package func leave() {
            followers.present.withLock { $0.members[number] = nil }
            position.finish()
        }
    }

    private struct Present {
        var last = 0
        var members: [Int: Signal] = [:]
    }

    private let present = Guarded(Present())

    init() {}

    /// - Parameter seq: what happened up to here does not concern the new one.
    package func join(after seq: Int) -> Follower {
        let position = Signal(seq)
        let number = present.withLock { present in
            present.last += 1
            present.members[present.last] = position
            return present.last
        }
        return Follower(number: number, position: position, followers: self)
    }

    /// Returns when everybody has dealt with the events up to this one, or has left.
    package func wait(through seq: Int) async {
        for position in present.withLock({ Array($0.members.values) }) { await position.wait(above: seq - 1) }
    }
}
