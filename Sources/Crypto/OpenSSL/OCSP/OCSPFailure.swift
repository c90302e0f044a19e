package import Foundation

/// Why a response says nothing that can be relied on.
package enum OCSPFailure: Error, Hashable, Sendable {
    /// The bytes are no response.
    case malformed
    /// The responder gave no answer.
    case refused(OCSPResponseStatus)
    /// It is about other certificates.
    case otherCertificate
    /// Neither the issuer signed it, nor one whom the issuer entitled to, nor at an instant at which he was.
    case untrustedResponder
    /// thisUpdate lies in the future.
    case notYetValid(Date)
    /// nextUpdate lies in the past.
    case stale(Date)
    /// The nonce is missing, or another one.
    case nonce
    /// An extension that must be understood, and is not.
    case criticalExtension(OID)
}

extension OCSPFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed: "it is no OCSP response"
        case .refused(let status): "the responder answered \(status.name)"
        case .otherCertificate: "it is about another certificate"
        case .untrustedResponder: "its signer may not speak for the issuer"
        case .notYetValid(let date): "it is valid from \(date.formatted(.iso8601)) on"
        case .stale(let date): "it was valid until \(date.formatted(.iso8601))"
        case .nonce: "it does not answer this request's nonce"
        case .criticalExtension(let oid): "it has an unknown critical extension \(oid)"
        }
    }
}
