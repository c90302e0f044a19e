extension DigestAlgorithm {
    /// The length of a block in bytes (FIPS 180-4).
    private var blockByteCount: Int {
        switch self {
        case .sha1, .sha256: 64
        case .sha384, .sha512: 128
        }
    }

    /// HMAC (RFC 2104, section 2).
    package func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        let short = key.count > blockByteCount ? hash(key) : key
        let block = short + [UInt8](repeating: 0, count: blockByteCount - short.count)
        let inner = hash(block.map { $0 ^ 0x36 } + message)
        return hash(block.map { $0 ^ 0x5C } + inner)
    }
}
