package import Hummingbird

/// Same-origin check of a request that changes something: `Origin` must be the very host the request was sent to.
///
/// The `Host` header was held against the allow-list before, so that an equal `Origin` is one of ours.
package enum OriginCheck: Sendable {
    /// A form post of one of our pages: every browser names its origin, so a missing one is refused too.
    case page
    /// A call that programs make as well (curl names no origin): only a foreign one is refused.
    case program

    /// - Parameter scheme: of the listener; the request itself does not know whether it came through TLS.
    package func allows(_ request: Request, scheme: String = "http") -> Bool {
        guard let origin = request.headers[.origin] else { return self == .program }
        guard let authority = request.head.authority else { return false }
        return origin.lowercased() == "\(scheme)://\(authority)".lowercased()
    }
}
