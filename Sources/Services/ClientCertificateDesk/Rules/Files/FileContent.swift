import OpenSSL

/// What the bytes are that somebody has for a .p12 file, by their beginning.
package enum FileContent: Hashable, Sendable {
    case pkcs12
    case empty
    /// Larger than any .p12; see ``FileContent/largest``.
    case tooLarge
    /// The page of a failed download, saved by mistake.
    case webPage
    /// The guide, the other one of the two files that are downloaded (desk rule DL-5).
    case guide
    case archive
    case pem
    /// A .p12 that was never decoded from Base64.
    case base64
    /// A certificate without its key (.cer, .crt).
    case certificate
    /// The end is missing: so many bytes of so many.
    case truncated(has: Int, of: Int)
    case other

    /// Of a .p12: a key and a few certificates take some 5 KiB.
    package static let largest = 1 << 20

    /// - Parameter bytes: at most one more than ``largest``.
    package init(_ bytes: [UInt8]) {
        if bytes.isEmpty {
            self = .empty
        } else if bytes.count > Self.largest {
            self = .tooLarge
        } else if let byText = Self(text: bytes.prefix(1024)) {
            self = byText
        } else if let missing = Self.truncation(of: bytes) {
            self = missing
        } else if (try? PKCS12Protection(derEncoded: bytes)) != nil {
            self = .pkcs12
        } else {
            self = (try? Certificate(derEncoded: bytes)) != nil ? .certificate : .other
        }
    }

    private init?(text beginning: ArraySlice<UInt8>) {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = beginning.starts(with: byteOrderMark) ? beginning.dropFirst(3) : beginning
        let text = content.drop { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
        func begins(_ start: String) -> Bool { text.starts(with: Array(start.utf8)) }
        if begins("<") {
            self = .webPage
        } else if begins("%PDF") {
            self = .guide
        } else if begins("PK\u{03}\u{04}") {
            self = .archive
        } else if String(decoding: text, as: UTF8.self).contains("-----BEGIN ") {
            self = .pem
        } else if begins("MII"), text.allSatisfy({ Self.base64Bytes.contains($0) }) {
            self = .base64
        } else {
            return nil
        }
    }

    private static let base64Bytes = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n".utf8
    )

    /// DER says in its first bytes how long it is (X.690, 8.1.3).
    private static func truncation(of bytes: [UInt8]) -> FileContent? {
        guard bytes.count >= 2, bytes[0] == DERTag.sequence, (0x81...0x84).contains(bytes[1]) else { return nil }
        let lengthBytes = bytes.dropFirst(2).prefix(Int(bytes[1] & 0x7F))
        let length = lengthBytes.reduce(0) { $0 << 8 | Int($1) } + 2 + Int(bytes[1] & 0x7F)
        return bytes.count < length ? .truncated(has: bytes.count, of: length) : nil
    }
}
