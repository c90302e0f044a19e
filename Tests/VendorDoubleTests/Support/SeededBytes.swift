/// Changes some bytes of an answer, always the same for a seed.
struct SeededBytes {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...(draw() % 8) where !bytes.isEmpty {
            let place = Int(draw() % UInt64(bytes.count))
            switch draw() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: draw())
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8(truncatingIfNeeded: draw()), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    /// SplitMix64.
    private mutating func draw() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
