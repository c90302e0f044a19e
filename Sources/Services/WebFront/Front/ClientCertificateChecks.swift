package import Foundation

/// What the front holds client certificates against.
package struct ClientCertificateChecks: Codable, Equatable, Sendable {
    /// The revocation list of the facilities' issuer.
    package enum List: String, Codable, CaseIterable, Sendable {
        case current
        /// That of an instant: the front fetches no newer ones (desk rule CC-7), until it has run out.
        case held
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
    /// Of which instant a held list is.
    package var heldAt: Date?
    package var roots = Roots.present

    package init() {}
}
