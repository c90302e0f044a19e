/// Base64 with the URL-safe alphabet and without padding, RFC 4648 section 5 as RFC 7515 (section 2) uses it.
package enum Base64URL {
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        Base64Alphabet.urlSafe.encode(Array(bytes))
    }

    /// The bytes, or nil unless `text` is exactly what ``encode(_:)`` writes for them.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        Base64Alphabet.urlSafe.decode(Array(String(text).utf8))
    }
}
