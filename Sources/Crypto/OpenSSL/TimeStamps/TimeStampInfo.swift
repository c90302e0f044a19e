import Foundation

/// TSTInfo (RFC 3161, section 2.4.2): what was stamped, and when.
struct TimeStampInfo {
    let policy: OID
    let algorithm: OID
    let imprint: [UInt8]
    let time: Date

    init(derEncoded der: [UInt8]) throws(DERError) {
        var fields = try DERReader.single(DERTag.sequence, der).reader
        guard try fields.next(DERTag.integer).int() == 1 else { throw .invalid("TSTInfo version") }
        policy = try fields.next(DERTag.oid).oid()
        var message = try fields.next(DERTag.sequence).reader
        var identifier = try message.next(DERTag.sequence).reader
        algorithm = try identifier.next(DERTag.oid).oid()
        imprint = Array(try message.next(DERTag.octetString).content)
        try message.expectEnd()
        _ = try fields.next(DERTag.integer)
        time = try Self.time(try fields.next(DERTag.generalizedTime))
    }

    /// `YYYYMMDDhhmmss[.s…]Z`, the only form that RFC 3161 allows.
    private static func time(_ value: DERValue) throws(DERError) -> Date {
        let text = String(decoding: value.content, as: UTF8.self)
        guard let match = text.wholeMatch(of: /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z/) else {
            throw .invalid("genTime")
        }
        let iso = "\(match.1)-\(match.2)-\(match.3)T\(match.4):\(match.5):\(match.6)Z"
        guard let whole = try? Date(iso, strategy: .iso8601) else { throw .invalid("genTime") }
        return whole.addingTimeInterval(Double("0" + (match.7 ?? "")) ?? 0)
    }
}
