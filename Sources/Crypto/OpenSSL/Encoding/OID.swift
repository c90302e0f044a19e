/// An ASN.1 object identifier, kept as its DER content bytes.
package struct OID: Hashable, Sendable {
    /// The content of the OBJECT IDENTIFIER, without tag and length.
    package let derContent: [UInt8]

    /// From dotted form, such as `1.2.392.100495.1.5.1.1.0.1`; nil unless it is well formed. Arcs go up to 128 bits.
    package init?(dotted: some StringProtocol) {
        var arcs: [UInt128] = []
        for part in dotted.split(separator: ".", omittingEmptySubsequences: false) {
            guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let arc = UInt128(part),
                part == "0" || !part.hasPrefix("0")
            else { return nil }
            arcs.append(arc)
        }
        guard arcs.count >= 2, arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40 else { return nil }
        // X.690, 8.19.4: the first two arcs share one subidentifier.
        let (first, overflow) = arcs[1].addingReportingOverflow(arcs[0] * 40)
        guard !overflow else { return nil }
        derContent = Self.base128(first) + arcs.dropFirst(2).flatMap(Self.base128)
    }

    /// From the content bytes of an OBJECT IDENTIFIER; nil unless they are well formed (X.690, 8.19).
    package init?(derContent: some Collection<UInt8>) {
        let content = Array(derContent)
        guard !content.isEmpty, Self.subidentifiers(content) != nil else { return nil }
        self.derContent = content
    }

    private static func base128(_ value: UInt128) -> [UInt8] {
        var digits = [UInt8(truncatingIfNeeded: value) & 0x7f]
        var rest = value >> 7
        while rest > 0 {
            digits.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return digits.reversed()
    }

    private static func subidentifiers(_ content: [UInt8]) -> [UInt128]? {
        var values: [UInt128] = []
        var value: UInt128 = 0
        var isInside = false
        for byte in content {
            if !isInside, byte == 0x80 { return nil }
            if value >> 121 != 0 { return nil }
            value = value << 7 | UInt128(byte & 0x7f)
            isInside = byte & 0x80 != 0
            if !isInside {
                values.append(value)
                value = 0
            }
        }
        return isInside ? nil : values
    }
}

extension OID: CustomStringConvertible {
    /// Dotted form.
    package var description: String {
        let values = Self.subidentifiers(derContent) ?? []
        guard let first = values.first else { return "" }
        let root = min(first / 40, 2)
        return ([root, first - root * 40] + values.dropFirst()).map(String.init).joined(separator: ".")
    }
}

extension OID: ExpressibleByStringLiteral {
    /// For constants in code: a literal that is no object identifier is a programming error and stops the program.
    package init(stringLiteral dotted: String) {
        guard let oid = OID(dotted: dotted) else { preconditionFailure("\(dotted) is no object identifier") }
        self = oid
    }
}
