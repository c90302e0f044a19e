/// A card's answer (ISO/IEC 7816-4, 5.1): data, and always a status word.
package struct ResponseAPDU: Hashable, Sendable {
    package var data: [UInt8]
    package var status: StatusWord

    package init(_ data: [UInt8] = [], _ status: StatusWord = .success) {
        self.data = data
        self.status = status
    }

    package init(_ status: StatusWord) {
        self.init([], status)
    }

    /// - Returns: nil for fewer than two bytes.
    package init?(parsing bytes: [UInt8]) {
        guard bytes.count >= 2 else { return nil }
        let end = bytes.count - 2
        self.init(Array(bytes[..<end]), StatusWord(UInt16(bytes[end]) << 8 | UInt16(bytes[end + 1])))
    }

    package var bytes: [UInt8] { data + status.bytes }
}
