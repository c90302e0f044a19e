import COpenSSL

/// Random bytes fit for keys, serial numbers and tokens, from OpenSSL's generator.
package enum SecureRandom {
    /// `count` random bytes.
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            if count > 0 {
                let result = RAND_bytes_ex(LibraryContext.standard.pointer, buffer.baseAddress, count, 0)
                // No caller can go on without randomness, and a weaker substitute would be worse than stopping.
                precondition(result == 1, "the random number generator failed")
            }
            used = count
        }
    }

    /// A token of `byteCount` random bytes in base64url, 4 characters for every 3 bytes.
    package static func token(byteCount: Int = 32) -> String {
        Base64URL.encode(bytes(byteCount))
    }
}
