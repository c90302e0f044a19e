import HTTPTypes
import Hummingbird
import WebFront

/// The `Authorization: Bearer <token>` header (RFC 6750, section 2.1).
enum BearerHeader {
    /// - Throws: "Malformed authorization header" for anything else, a missing header too.
    static func token(_ header: String?) throws(CSCError) -> String {
        let parts = (header ?? "").split(separator: " ", omittingEmptySubsequences: false)
        // b64token: RFC 6750, section 2.1.
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw .malformedAuthorizationHeader }
        return String(parts[1])
    }
}
