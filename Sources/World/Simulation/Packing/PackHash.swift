/// A hash that is the same in every process, since it decides where things lie in a snapshot. It keeps no secret, and
/// nobody gains by a collision.
enum PackHash {
    static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

    /// Eight bytes at a step.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
        var position = 0
        while position + 8 <= bytes.count {
            step(&hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
            position += 8
        }
        var (rest, shift): (UInt64, UInt64) = (0, 0)
        for byte in bytes[position...] {
            rest |= UInt64(byte) << shift
            shift += 8
        }
        step(&hash, rest)
        return hash
    }

    private static func step(_ hash: inout UInt64, _ word: UInt64) {
        hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
        hash ^= hash >> 32
    }
}
