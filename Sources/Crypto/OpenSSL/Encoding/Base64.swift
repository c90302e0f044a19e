/// Base64 with padding, RFC 4648 section 4.
package enum Base64 {
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        Base64Alphabet.standard.encode(Array(bytes))
    }

    /// The bytes, or nil unless `text` is exactly what ``encode(_:)`` writes for them.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        Base64Alphabet.standard.decode(Array(String(text).utf8))
    }
}
