/// Bytes that belong to the world but not into its states: certificates, encrypted keys, `.p12` files.
package struct Blob: Hashable, Sendable {
    package let id: BlobID
    package let bytes: [UInt8]

    /// - Parameter id: a new one by default; an existing one is replaced.
    package init(id: BlobID = BlobID(), _ bytes: [UInt8]) {
        self.id = id
        self.bytes = bytes
    }
}

/// The name of a blob, as events and states hold it.
package struct BlobID: Hashable, Sendable, RawRepresentable, Codable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// A new one: 128 random bits in hexadecimal.
    package init() {
        self.init(rawValue: TraceID().description)
    }
}

extension BlobID: CustomStringConvertible {
    package var description: String { rawValue }
}
