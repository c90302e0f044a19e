package import OpenSSL
package import Simulation
package import WebFront

/// The login: OpenID Connect and OAuth 2.0 for vendor applications, a plain page for their users.
///
/// The rules are in `Rules/` (pure) and in ``LoginDomain``; this type and its endpoints do what is impure around them:
/// random secrets, signatures, HTTP.
package struct IdentityProvider: Sendable {
    let simulation: Simulation
    private let initialClients: ClientRegistry
    let replays = ReplayGuard()
    /// Where habits of clients are noted; nowhere if `nil`.
    let lints: Lints?
    let signer: IDTokenSigner
    let csrf: CSRFToken.Source
    let pages: PageTemplates
    /// The cookie of a browser whose session may be used again.
    let sessionCookieName: String
    let addresses: @Sendable () -> Addresses
    private let listPractitioners: @Sendable () -> [LoginPractitioner]

    /// - Parameters:
    ///   - signingKey: RSA, at least 2048 bits: ID tokens are signed with RS256.
    ///   - instanceName: goes into the names of cookies; unlike localhost cookies it tells two simulators apart.
    ///   - addresses: asked at each request.
    ///   - practitioners: everyone who may log in, asked at each request; the first is preselected.
    /// - Throws: `JWSError` for a signing key of another kind.
    package init(
        simulation: Simulation,
        clients: [RegisteredClient],
        signingKey: PrivateKey,
        instanceName: String,
        lints: Lints? = nil,
        addresses: @escaping @Sendable () -> Addresses,
        practitioners: @escaping @Sendable () -> [LoginPractitioner]
    ) throws {
        self.simulation = simulation
        initialClients = ClientRegistry(clients)
        signer = try IDTokenSigner(key: signingKey)
        pages = try PageTemplates()
        self.lints = lints
        csrf = CSRFToken.Source(instanceName: instanceName)
        sessionCookieName = "\(instanceName)-login"
        self.addresses = addresses
        listPractitioners = practitioners
    }

    /// The clients of the composition and those registered by command, which go before.
    package var clients: ClientRegistry {
        initialClients.merging(simulation.read(LoginDomain.self) { $0.clients })
    }

    /// Of the JWTs that clients sign.
    var judge: AssertionJudge {
        AssertionJudge(audiences: addresses().audiences, now: simulation.clock.realNow, replays: replays)
    }

    /// Everyone who may log in, at this moment.
    var practitioners: [LoginPractitioner] { listPractitioners() }

    /// What a bearer token grants on a connection made with this client certificate.
    /// - Parameter fingerprint: SHA-256 of the certificate that was presented; `nil` without mutual TLS.
    package func verify(
        bearer token: String,
        presentedCertificate fingerprint: [UInt8]?
    ) async -> Result<AccessGrant, BearerFailure> {
        guard FreshSecret.hasForm(token) else { return .failure(.unknown) }
        let digest = SecretDigest(of: token)
        let certificate = fingerprint.map { Hex.encode($0) }
        let now = simulation.clock.now
        return simulation.read(LoginDomain.self) { $0.access(digest, certificate: certificate, at: now) }
    }
}
