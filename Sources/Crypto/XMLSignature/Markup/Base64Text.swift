import OpenSSL

/// Base64 as text in a document (`xsd:base64Binary`): white space of XML does not count.
enum Base64Text {
    static func decoded(_ text: String) -> [UInt8]? {
        let spaces: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]
        return Base64.decode(String(decoding: text.utf8.filter { !spaces.contains($0) }, as: UTF8.self))
    }
}

extension Element {
    /// The decoded text.
    var base64: [UInt8]? { Base64Text.decoded(text) }
}
