import Foundation

/// Reproducible random numbers for the fault plan: one stream for each (seed, rule, passage), so that parallel requests
/// cannot change each other's draws.
///
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). Not secret, never for secrets.
package struct SeededStream: Hashable, Sendable {
    private var state: UInt64

    init(seed: UInt64, rule: String, passage: Int) {
        // FNV-1a over the rule's name; the stream mixes it further.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in rule.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        state = seed
        state = next() ^ hash
        state = next() ^ UInt64(truncatingIfNeeded: passage)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// At least 0 and less than 1.
    package mutating func nextUnit() -> Double {
        Double(next() >> 11) / Double(1 << 53)
    }

    /// From 0 to one below the bound; 0 for a bound below 2.
    package mutating func next(below bound: Int) -> Int {
        bound < 2 ? 0 : Int(next() % UInt64(bound))
    }

    /// Standard normal (Box and Muller 1958).
    package mutating func nextNormal() -> Double {
        let radius = (-2 * log(1 - nextUnit())).squareRoot()
        return radius * cos(2 * .pi * nextUnit())
    }
}
