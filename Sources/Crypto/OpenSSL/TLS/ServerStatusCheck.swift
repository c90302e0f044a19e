/// What a client makes of the OCSP response that a server staples to its certificate (RFC 6066, section 8).
package enum ServerStatusCheck: String, CaseIterable, Sendable {
    /// It does not ask for one, as many programs do not.
    case ignored
    /// One that is sent must be in force, and say that the certificate is good.
    case checked
    /// One must be sent, too.
    case demanded
}
