/// One attribute of a relative distinguished name: its type, its text, and the string type it is written in.
package struct NameAttribute: Hashable, Sendable {
    /// The ASN.1 string type of a value.
    package enum Encoding: Hashable, Sendable {
        case utf8
        case printable
        case ia5
        case numeric
    }

    package let type: OID
    /// The text; for a value that is no text, `#` and its DER in hexadecimal (RFC 4514, section 2.4).
    package let value: String
    /// The encoded `AttributeTypeAndValue`.
    let derEncoded: [UInt8]
    private let isText: Bool

    package init(_ type: OID, _ value: String, _ encoding: Encoding = .utf8) {
        self.type = type
        self.value = value
        isText = true
        let tag =
            switch encoding {
            case .utf8: DERTag.utf8String
            case .printable: DERTag.printableString
            case .ia5: DERTag.ia5String
            case .numeric: DERTag.numericString
            }
        derEncoded = DER.sequence(DER.oid(type), DER.value(tag: tag, Array(value.utf8)))
    }

    /// From an encoded `AttributeTypeAndValue`.
    init(_ sequence: DERValue) throws(DERError) {
        var fields = sequence.reader
        type = try fields.next(DERTag.oid).oid()
        let content = try fields.next()
        try fields.expectEnd()
        let text = content.text
        isText = text != nil
        value = text ?? "#" + Hex.encode(content.encoded)
        derEncoded = Array(sequence.encoded)
    }

    /// C, PrintableString as X.520 asks.
    package static func country(_ code: String) -> NameAttribute { NameAttribute(.countryName, code, .printable) }
    /// O, UTF8String.
    package static func organization(_ name: String) -> NameAttribute { NameAttribute(.organizationName, name) }
    /// OU, UTF8String.
    package static func organizationalUnit(_ name: String) -> NameAttribute {
        NameAttribute(.organizationalUnitName, name)
    }
    /// L, UTF8String.
    package static func locality(_ name: String) -> NameAttribute { NameAttribute(.localityName, name) }
    /// CN, UTF8String.
    package static func commonName(_ name: String) -> NameAttribute { NameAttribute(.commonName, name) }
    /// serialNumber, PrintableString as X.520 asks.
    package static func serialNumber(_ number: String) -> NameAttribute {
        NameAttribute(.serialNumber, number, .printable)
    }
}

extension NameAttribute: CustomStringConvertible {
    /// `CN=Taro`, with the escapes of RFC 4514, section 2.4.
    package var description: String {
        guard let name = type.attributeName else {
            return "\(type)=" + (isText ? "#" + Hex.encode(encodedValue) : value)
        }
        return "\(name)=" + (isText ? Self.escaped(value) : value)
    }

    private var encodedValue: [UInt8] {
        // The attribute was read or built by this type, so its two fields are there.
        guard var fields = try? DERReader.single(DERTag.sequence, derEncoded).reader,
            (try? fields.next()) != nil, let value = try? fields.next()
        else { return [] }
        return Array(value.encoded)
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isFirst = index == 0
            let isLast = index == scalars.count - 1
            switch scalar {
            case "\0":
                escaped += "\\00"
                continue
            case "\"", "+", ",", ";", "<", ">", "\\":
                escaped += "\\"
            case "#" where isFirst, " " where isFirst || isLast:
                escaped += "\\"
            default:
                break
            }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
