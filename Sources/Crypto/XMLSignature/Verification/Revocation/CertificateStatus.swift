import Foundation
import OpenSSL

/// What a response says about one certificate (`SingleResponse`, RFC 6960, section 4.2.1).
struct CertificateStatus: Sendable {
    enum Status: Hashable, Sendable {
        case good, unknown
        case revoked(at: Date, RevocationReason?)
    }

    private let algorithm: DigestAlgorithm
    private let issuerNameHash: [UInt8]
    private let issuerKeyHash: [UInt8]
    private let serialNumber: [UInt8]
    let status: Status
    let thisUpdate: Date
    let nextUpdate: Date?

    init(_ value: DERValue) throws(DERError) {
        var fields = value.reader
        var identifier = try fields.next(DERTag.sequence).reader
        var algorithm = try identifier.next(DERTag.sequence).reader
        guard let hash = DigestAlgorithm(oid: try algorithm.next(DERTag.oid).oid()) else {
            throw .invalid("hash algorithm of a CertID")
        }
        self.algorithm = hash
        issuerNameHash = Array(try identifier.next(DERTag.octetString).content)
        issuerKeyHash = Array(try identifier.next(DERTag.octetString).content)
        serialNumber = try identifier.next(DERTag.integer).magnitude()
        status = try Self.status(try fields.next())
        thisUpdate = try Self.time(try fields.next(DERTag.generalizedTime))
        if var wrapper = try fields.nextIfPresent(DERTag.contextConstructed(0))?.reader {
            nextUpdate = try Self.time(try wrapper.next(DERTag.generalizedTime))
        } else {
            nextUpdate = nil
        }
    }

    private static func status(_ value: DERValue) throws(DERError) -> Status {
        switch value.tag {
        case DERTag.contextPrimitive(0): return .good
        case DERTag.contextPrimitive(2): return .unknown
        case DERTag.contextConstructed(1):
            var fields = value.reader
            let date = try time(try fields.next(DERTag.generalizedTime))
            var wrapper = try fields.nextIfPresent(DERTag.contextConstructed(0))?.reader
            let reason = try wrapper?.next(DERTag.enumerated).int()
            return .revoked(at: date, reason.flatMap(RevocationReason.init(rawValue:)))
        default: throw .invalid("certStatus")
        }
    }

    /// `YYYYMMDDhhmmssZ` (RFC 6960, section 4.2.2.1).
    private static func time(_ value: DERValue) throws(DERError) -> Date {
        let text = String(decoding: value.content, as: UTF8.self)
        guard let parts = text.wholeMatch(of: /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/)?.output,
            let date = try? Date(
                "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)Z",
                strategy: .iso8601
            )
        else { throw .invalid("GeneralizedTime") }
        return date
    }

    /// Whether it is about this certificate of this issuer.
    func names(_ certificate: Certificate, issuer: Certificate) -> Bool {
        guard serialNumber == certificate.serialNumber, let key = try? issuer.publicKey else { return false }
        return algorithm.hash(issuer.subject.derEncoded) == issuerNameHash
            && algorithm.hash(key.keyBits) == issuerKeyHash
    }
}
