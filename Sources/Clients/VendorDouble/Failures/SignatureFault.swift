package import XMLSignature

/// What is wrong with the signatures that came back; `index` counts from 0.
package enum SignatureFault: Error, Hashable, Sendable {
    case count(expected: Int, received: Int)
    /// Not canonical base64 (RFC 4648, section 4).
    case notBase64(index: Int)
    /// A good signature of another hash of the same request: the order is wrong.
    case reordered(index: Int)
    /// Not made over this hash with the key of the certificate.
    case invalid(index: Int)
    /// The signed document does not verify (ETSI EN 319 102-1, clause 5.1.3).
    case document(index: Int, Indication)
}

extension SignatureFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .count(let expected, let received): "\(received) signatures instead of \(expected)"
        case .notBase64(let index): "signature \(index) is no base64"
        case .reordered(let index): "signature \(index) belongs to another hash of the request"
        case .document(let index, let indication): "signed document \(index) does not verify: \(indication.rawValue)"
        case .invalid(let index): "signature \(index) does not verify with the certificate"
        }
    }
}
