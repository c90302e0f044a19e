/// The two numbers of an ECDSA signature, in the two encodings that are in use.
struct ECDSASignature: Hashable {
    /// Big-endian magnitudes.
    let r: [UInt8]
    let s: [UInt8]

    /// From `ECDSA-Sig-Value` (RFC 3279, 2.2.3), as OpenSSL makes it.
    init(derEncoded der: [UInt8]) throws(DERError) {
        var fields = try DERReader.single(DERTag.sequence, der).reader
        r = try fields.next(DERTag.integer).magnitude()
        s = try fields.next(DERTag.integer).magnitude()
        try fields.expectEnd()
    }

    /// From both numbers side by side at the curve's length (RFC 7518, section 3.4); nil at any other length.
    init?(fixedWidth bytes: [UInt8], _ curve: EllipticCurve) {
        guard bytes.count == 2 * curve.coordinateByteCount else { return nil }
        r = Array(bytes.prefix(curve.coordinateByteCount))
        s = Array(bytes.suffix(curve.coordinateByteCount))
    }

    var derEncoded: [UInt8] {
        DER.sequence(DER.integer(magnitude: r), DER.integer(magnitude: s))
    }

    /// The numbers side by side, each padded to the curve's length.
    func fixedWidth(_ curve: EllipticCurve) throws(DERError) -> [UInt8] {
        let count = curve.coordinateByteCount
        guard r.count <= count, s.count <= count else { throw .invalid("number longer than the curve") }
        return [r, s].flatMap { [UInt8](repeating: 0, count: count - $0.count) + $0 }
    }
}
