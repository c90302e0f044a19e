import OpenSSL

/// A certificate by its issuer and serial number.
struct IssuerSerial: Hashable {
    private enum Issuer: Hashable {
        case encoded([UInt8])
        /// In one of the string forms of RFC 4514.
        case text(String)
    }

    private let issuer: Issuer
    /// Big-endian magnitude.
    private let serialNumber: [UInt8]

    /// From IssuerSerialV2: `SEQUENCE { issuer GeneralNames, serialNumber }` (RFC 5035, section 5) with a directoryName.
    init(derEncoded der: [UInt8]) throws(DERError) {
        var fields = try DERReader.single(DERTag.sequence, der).reader
        var names = try fields.next(DERTag.sequence).reader
        var name = try names.next(DERTag.contextConstructed(4)).reader
        issuer = .encoded(Array(try name.next(DERTag.sequence).encoded))
        serialNumber = try fields.next(DERTag.integer).magnitude()
    }

    /// From an element with X509IssuerName and X509SerialNumber; nil when the number is none.
    init?(named element: Element) {
        guard let name = element.child("X509IssuerName", in: Namespace.signature)?.text,
            let digits = element.child("X509SerialNumber", in: Namespace.signature)?.text,
            let magnitude = Self.magnitude(digits.filter { !$0.isWhitespace })
        else { return nil }
        issuer = .text(name)
        serialNumber = magnitude
    }

    func names(_ certificate: Certificate) -> Bool {
        guard serialNumber == certificate.serialNumber else { return false }
        switch issuer {
        case .encoded(let name): return name == certificate.issuer.derEncoded
        case .text(let name):
            // Generators differ in the direction, and in spaces after commas.
            let wanted = Self.parts(name)
            let found = Self.parts(certificate.issuer.description)
            return wanted == found || wanted == Array(found.reversed())
        }
    }

    private static func parts(_ name: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isEscaped = false
        for character in name {
            if character == ",", !isEscaped {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return (parts + [part]).map { part in
            let sides = part.split(separator: "=", maxSplits: 1).map { String($0.drop { $0.isWhitespace }) }
            return (sides.first ?? "").uppercased() + "=" + (sides.dropFirst().first ?? "")
        }
    }

    /// A decimal number of any length up to that of a serial number (RFC 5280, 4.1.2.2: 20 bytes).
    private static func magnitude(_ digits: String) -> [UInt8]? {
        guard !digits.isEmpty, digits.utf8.count <= 49 else { return nil }
        var bytes: [UInt8] = []
        for digit in digits.utf8 {
            guard (0x30...0x39).contains(digit) else { return nil }
            var carry = Int(digit - 0x30)
            for index in bytes.indices.reversed() {
                carry += Int(bytes[index]) * 10
                bytes[index] = UInt8(carry & 0xff)
                carry >>= 8
            }
            if carry > 0 { bytes.insert(UInt8(carry), at: 0) }
        }
        return bytes.isEmpty ? [0] : bytes
    }
}
