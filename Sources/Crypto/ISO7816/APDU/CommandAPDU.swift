/// A command to a card (ISO/IEC 7816-4, 5.1), cases 1 to 4, short and extended.
package struct CommandAPDU: Hashable, Sendable {
    package var cla: UInt8
    package var ins: UInt8
    package var p1: UInt8
    package var p2: UInt8
    /// Empty in cases 1 and 2.
    package var data: [UInt8]
    /// Ne, 1 to 65536; nil where no answer data is expected (cases 1 and 3).
    package var expectedLength: Int?
    /// Whether the lengths have the extended form.
    package var isExtended: Bool

    package init(
        _ cla: UInt8,
        _ ins: UInt8,
        _ p1: UInt8,
        _ p2: UInt8,
        data: [UInt8] = [],
        expectedLength: Int? = nil,
        isExtended: Bool = false
    ) {
        self.cla = cla
        self.ins = ins
        self.p1 = p1
        self.p2 = p2
        self.data = data
        self.expectedLength = expectedLength
        self.isExtended = isExtended
    }

    /// - Returns: nil for bytes whose lengths do not add up; a card answers 6700.
    package init?(parsing bytes: [UInt8]) {
        guard bytes.count >= 4 else { return nil }
        self.init(bytes[0], bytes[1], bytes[2], bytes[3])
        let body = bytes.dropFirst(4)
        guard let first = body.first else { return }
        if body.count == 1 {
            expectedLength = first == 0 ? 256 : Int(first)
        } else if first != 0 {
            guard read(body.dropFirst(), count: Int(first), lengthOctets: 1) else { return nil }
        } else if body.count == 2 {
            // Case 1 as some drivers of T=0 send it after an empty body: `00 00` has no reading.
            return nil
        } else {
            isExtended = true
            let length = Self.number(body.dropFirst().prefix(2))
            if body.count == 3 {
                expectedLength = length == 0 ? 65_536 : length
            } else {
                guard length > 0, read(body.dropFirst(3), count: length, lengthOctets: 2) else { return nil }
            }
        }
    }

    /// Data and Le behind Lc.
    private mutating func read(_ rest: ArraySlice<UInt8>, count: Int, lengthOctets: Int) -> Bool {
        guard rest.count == count || rest.count == count + lengthOctets else { return false }
        data = Array(rest.prefix(count))
        let length = rest.dropFirst(count)
        guard !length.isEmpty else { return true }
        let number = Self.number(length)
        expectedLength = number == 0 ? 1 << (8 * lengthOctets) : number
        return true
    }

    private static func number(_ octets: ArraySlice<UInt8>) -> Int { octets.reduce(0) { $0 << 8 | Int($1) } }

    /// As it goes to the card; extended where asked for or needed.
    package var bytes: [UInt8] {
        let header = [cla, ins, p1, p2]
        if isExtended || data.count > 255 || (expectedLength ?? 0) > 256 {
            let lc = data.isEmpty ? [] : [UInt8(truncatingIfNeeded: data.count >> 8), UInt8(data.count & 0xFF)]
            let le = expectedLength.map { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8($0 & 0xFF)] } ?? []
            return header + (lc.isEmpty && le.isEmpty ? [] : [0]) + lc + data + le
        }
        let le = expectedLength.map { [UInt8(truncatingIfNeeded: $0)] } ?? []
        return header + (data.isEmpty ? [] : [UInt8(data.count)]) + data + le
    }
}
