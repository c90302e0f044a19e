/// Whether the CertificateRequest names the authorities whose certificates are wanted (RFC 8446, section 4.2.4).
///
/// Java's key manager sends no certificate at all when none of its own comes from a named authority; with an empty list
/// it sends what it has, and the server gets to refuse it.
package enum CANames: String, CaseIterable, Codable, Sendable {
    case sent
    case empty
}
