/// What happens at this passage of an injection point.
package struct Fault: Sendable {
    package enum Effect: Sendable, Hashable {
        /// See ``FaultEffect``; the delay and the bit are drawn.
        case error(JSONValue)
        /// Nominal: to be waited for by ``FaultPlan/pass(_:attributes:trace:)`` or through ``Pace/scaled(_:)``.
        case delay(Duration)
        case drop
        /// `nil`: draw one below the number of bits there are, with ``Fault/random``.
        case flip(bit: Int?)
        case custom(String, JSONValue)
    }

    package let rule: String
    /// Which matching passage of the rule this is, from 1.
    package let passage: Int
    package let effect: Effect
    /// For what else has to be drawn; the same for every run with the same seed.
    package var random: SeededStream

    /// The bytes with one bit turned over, as a `flip` wants them; unchanged if there are none.
    package func flipped(_ bytes: [UInt8]) -> [UInt8] {
        guard case .flip(let given) = effect, !bytes.isEmpty else { return bytes }
        var stream = random
        let bit = given ?? stream.next(below: bytes.count * 8)
        guard bit >= 0, bit / 8 < bytes.count else { return bytes }
        var copy = bytes
        copy[bit / 8] ^= 0x80 >> (bit % 8)
        return copy
    }
}

extension Fault.Effect {
    /// As rules write it.
    package var name: String {
        switch self {
        case .error: "error"
        case .delay: "delay"
        case .drop: "drop"
        case .flip: "flip"
        case .custom(let name, _): name
        }
    }

    /// The arguments of an `error` or of an effect by its own name.
    package var arguments: JSONValue {
        switch self {
        case .error(let value), .custom(_, let value): value
        case .delay, .drop, .flip: [:]
        }
    }
}
