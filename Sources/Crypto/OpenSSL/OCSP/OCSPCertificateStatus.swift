package import Foundation

/// `CertStatus` (RFC 6960, section 4.2.1).
package enum OCSPCertificateStatus: Hashable, Sendable {
    /// Not revoked; says nothing about dates.
    case good
    /// Whole seconds; the reason is nil where none is told.
    case revoked(at: Date, RevocationReason?)
    /// The responder does not know the certificate.
    case unknown

    init(_ value: DERValue) throws(DERError) {
        switch value.tag {
        case DERTag.contextPrimitive(0): self = .good
        case DERTag.contextPrimitive(2): self = .unknown
        case DERTag.contextConstructed(1):
            var fields = value.reader
            let date = try fields.next(DERTag.generalizedTime).generalizedTime()
            var wrapper = try fields.nextIfPresent(DERTag.contextConstructed(0))?.reader
            try fields.expectEnd()
            let reason = try wrapper?.next(DERTag.enumerated).int()
            self = .revoked(at: date, reason.flatMap(RevocationReason.init(rawValue:)))
        default: throw .invalid("certStatus")
        }
    }

    var derEncoded: [UInt8] {
        switch self {
        case .good: DER.implicitPrimitive(0, [])
        case .revoked(let date, let reason):
            DER.implicitConstructed(
                1,
                of: [DER.generalizedTime(date), reason.map { DER.explicit(0, DER.enumerated($0.rawValue)) } ?? []]
            )
        case .unknown: DER.implicitPrimitive(2, [])
        }
    }
}
