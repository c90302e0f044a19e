/// What the front holds client certificates against.
package struct ClientCertificateChecks: Codable, Equatable, Sendable {
    /// The revocation list of the facilities' issuer.
    package enum List: String, Codable, CaseIterable, Sendable {
        case current
        /// Past its nextUpdate (MTLS-12).
        case stale
        case notYetValid = "not-yet-valid"
        /// There is none.
        case missing
        /// Nobody looks into it.
        case unchecked
    }

    /// The generations of roots that are trusted.
    package enum Roots: String, Codable, CaseIterable, Sendable {
        case present
        /// During a rollover, the former too (MTLS-11).
        case both
    }

    package var list = List.current
    package var roots = Roots.present

    package init() {}
}
