package import Registry

/// A certificate that is made and registered, but not yet given out: keys are never made while the clock moves.
package struct PreparedIssue: Codable, Sendable, Equatable {
    /// What becomes of the facility's older certificate.
    package enum Overlap: String, Codable, Sendable, CaseIterable {
        /// It works for one more calendar month (desk rule CC-7).
        case month
        /// It is revoked at once (ISS-18).
        case none
    }

    package let certificate: ClientCertificate
    package let secrets: Delivery.Secrets
    package let plan: Delivery.Plan
    package let overlap: Overlap
    package let encoding: PKCS12Encoding
}
