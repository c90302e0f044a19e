import OpenSSL

/// Base64 of either alphabet, padded or not: the CSC API writes digests in both, and so do its clients.
enum AnyBase64 {
    static func decode(_ text: String) -> [UInt8]? {
        Base64.decode(text) ?? Base64URL.decode(unpadded(text.replacing("+", with: "-").replacing("/", with: "_")))
    }

    /// Without the padding, which must be that of the text's length where there is one.
    private static func unpadded(_ text: String) -> Substring {
        guard text.utf8.count % 4 == 0 else { return text[...] }
        let body = text.hasSuffix("==") ? text.dropLast(2) : text.hasSuffix("=") ? text.dropLast() : text[...]
        return body
    }
}
