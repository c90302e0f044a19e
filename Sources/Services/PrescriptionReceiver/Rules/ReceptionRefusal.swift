/// Why a document is not taken.
package enum ReceptionRefusal: Error, Sendable, Hashable {
    /// No document of the 電子処方箋, or none that can be read.
    case unreadable(String)
    case unsigned
    /// - Parameter indication: ETSI EN 319 102-1, as in a report of `verify`.
    case invalid(indication: String?, _ reason: String)
    /// The same document with another signature: it was signed a second time.
    case signedAgain(number: String)

    package var code: String {
        switch self {
        case .unreadable: "unreadable_document"
        case .unsigned: "unsigned_document"
        case .invalid: "invalid_signature"
        case .signedAgain: "already_received"
        }
    }
}

extension ReceptionRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let reason): "The document cannot be read: \(reason)"
        case .unsigned: "The document is not signed: sign it first"
        case .invalid(let indication, let reason):
            "The signature is refused\(indication.map { " (\($0))" } ?? ""): \(reason)"
        case .signedAgain(let number):
            "The document was received as \(number) with another signature: send the file that was signed first"
        }
    }
}
