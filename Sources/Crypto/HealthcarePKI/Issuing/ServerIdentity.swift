package import OpenSSL

/// What a TLS server of the simulator shows: its certificate, the root after it, and its key.
package struct ServerIdentity: Sendable {
    package let chain: [Certificate]
    package let key: PrivateKey
}

extension TestPKI {
    /// A certificate for localhost, both loopbacks and the extra hosts, good at both clocks' instants. New each time, for
    /// a key that stays.
    ///
    /// - Parameter profile: nil for a good one; the faulty ones begin with `tls-server-`.
    package func serverIdentity(profile: String? = nil) throws -> ServerIdentity {
        let kind = try keyKind(authority: Self.serverAuthority, profile: profile)
        guard let request = KeyRequest(label: "tls-server", kind: kind) else {
            throw IssuingError.unsuitableOrder("the server's key has no name")
        }
        let key = try keys.key(request)
        var order = CertificateOrder(
            authority: Self.serverAuthority,
            profile: profile,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.random(),
            at: setting.instant
        )
        order.realInstant = setting.realInstant
        return ServerIdentity(chain: [try issue(order)] + (try chain(of: Self.serverAuthority)), key: key)
    }

    private static let serverAuthority = "tls-root"
}
