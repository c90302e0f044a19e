package import Hummingbird

extension Request {
    /// The media type of the body in lower case, without parameters (RFC 9110, section 8.3.1); nil without the field.
    package var mediaType: String? {
        headers[.contentType].map { field in
            field.prefix { $0 != ";" }.lowercased().split(separator: " ").joined()
        }
    }
}
