import Glibc

/// An IPv4 or IPv6 address, with an optional prefix length (`127.0.0.0/8`).
package struct InternetAddress: Sendable, Hashable {
    /// 4 or 16 bytes.
    package let bytes: [UInt8]
    package let prefixLength: Int?

    /// Nil for anything but a literal address with an optional `/length`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let bytes = Self.bytes(of: String(parts[0])) else { return nil }
        self.bytes = bytes
        if parts.count == 2 {
            guard let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else { return nil }
            prefixLength = length
        } else {
            prefixLength = nil
        }
    }

    /// Address and mask, as name constraints write them (RFC 5280, 4.2.1.10); without a prefix length, all bits count.
    package var bytesAndMask: [UInt8] {
        let bits = prefixLength ?? bytes.count * 8
        let mask = bytes.indices.map { index in
            UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, bits - index * 8)))
        }
        return zip(bytes, mask).map { $0 & $1 } + mask
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4) { Array($0) } }
        var v6 = in6_addr()
        if inet_pton(AF_INET6, text, &v6) == 1 { return withUnsafeBytes(of: v6) { Array($0) } }
        return nil
    }
}
