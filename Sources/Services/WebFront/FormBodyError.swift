package import HTTPTypes

/// Why a form body or a query was not taken.
package enum FormBodyError: Error, Sendable, Equatable {
    /// `Content-Type` is not `application/x-www-form-urlencoded` in UTF-8.
    case wrongContentType
    /// More bytes than allowed.
    case tooLong(limit: Int)
    /// More parameters than allowed.
    case tooManyFields(limit: Int)
    /// A parameter stands there more than once (RFC 6749 section 3.1 forbids it).
    case duplicated(name: String)
    /// A percent escape is broken or the bytes are no UTF-8.
    case malformed

    /// The HTTP status that says the same.
    package var status: HTTPResponse.Status {
        switch self {
        case .wrongContentType: .unsupportedMediaType
        case .tooLong: .contentTooLarge
        case .tooManyFields, .duplicated, .malformed: .badRequest
        }
    }
}
