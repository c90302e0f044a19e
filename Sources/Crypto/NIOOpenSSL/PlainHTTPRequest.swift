import NIOCore

/// The first bytes of a connection, when they look like an HTTP request and not like TLS.
package struct PlainHTTPRequest: Hashable, Sendable {
    /// As far as the first bytes show it: `GET`, `OPTIONS`.
    package let method: String

    /// Nil for anything else. A TLS record begins with its content type, a number below 32 (RFC 8446, section 5.1).
    init?(_ bytes: ByteBuffer) {
        let method = bytes.readableBytesView.prefix(16).prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        guard !method.isEmpty else { return nil }
        let next = bytes.readableBytesView.dropFirst(method.count).first
        guard next == nil || next == UInt8(ascii: " ") else { return nil }
        self.method = String(decoding: method, as: UTF8.self)
    }
}
