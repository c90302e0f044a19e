/// Damages bytes in a repeatable way.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// One to three changes: a byte flipped, set, inserted, removed or repeated, or the end cut off.
    mutating func damage(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...below(3) where !bytes.isEmpty {
            let index = below(bytes.count)
            switch below(6) {
            case 0: bytes[index] ^= 1 << UInt8(below(8))
            case 1: bytes[index] = UInt8(below(256))
            case 2: bytes.insert(UInt8(below(256)), at: index)
            case 3: bytes.remove(at: index)
            case 4: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 8)], at: index)
            default: bytes.removeLast(min(bytes.count, below(16)))
            }
        }
        return bytes
    }
}
