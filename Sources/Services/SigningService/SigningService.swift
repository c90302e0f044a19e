package import Foundation
package import OpenSSL
package import Simulation
package import WebFront

/// The remote signing service: CSC API v2 over the registry's credentials.
///
/// Rules are in `Rules/` (pure) and in ``SigningDomain``; this type does what is impure around them: random SADs, the
/// key's operation, certificates from the store.
package struct SigningService: Sendable {
    /// Says what a bearer token grants on a connection made with this client certificate.
    package typealias Authentication =
        @Sendable (_ bearer: String, _ certificate: [UInt8]?) async -> Result<AccessGrant, BearerFailure>

    /// What the service needs of the keys and certificates of credentials; the composition root knows where they are.
    package struct Credentials: Sendable {
        /// The private key of a credential.
        package var key: @Sendable (_ credentialID: String) async throws -> PrivateKey
        /// The certificates of a credential, end entity first, root last.
        package var chain: @Sendable (_ credentialID: String) async throws -> [Certificate]

        package init(
            key: @escaping @Sendable (_ credentialID: String) async throws -> PrivateKey,
            chain: @escaping @Sendable (_ credentialID: String) async throws -> [Certificate]
        ) {
            self.key = key
            self.chain = chain
        }
    }

    /// [D] How long a SAD lives, in seconds, when nothing says otherwise; the standard's own sample.
    package static let defaultSADLifetime: TimeInterval = 300

    let simulation: Simulation
    let information: ServiceInformation
    let authenticate: Authentication
    let credentials: Credentials
    let sadLifetime: TimeInterval

    /// - Parameters:
    ///   - oauth2: base URI of the authorization server, for `info`.
    ///   - logo: URI of the service's logo, for `info`.
    package init(
        simulation: Simulation,
        oauth2: String,
        logo: String,
        sadLifetime: TimeInterval = Self.defaultSADLifetime,
        credentials: Credentials,
        authenticate: @escaping Authentication
    ) {
        self.simulation = simulation
        self.information = ServiceInformation(oauth2: oauth2, logo: logo)
        self.sadLifetime = sadLifetime
        self.credentials = credentials
        self.authenticate = authenticate
    }

    /// Issues a SAD for exactly these hashes.
    func authorize(_ request: AuthorizeRequest, by caller: Caller) async throws -> JSONValue {
        let sad = SecureRandom.token(byteCount: 32)
        let now = simulation.clock.now
        let authorization = Authorization(
            credentialID: request.credentialID,
            practitionerID: caller.practitionerID,
            facilityCertificate: caller.facilityCertificate,
            numSignatures: request.numSignatures,
            digest: request.digest,
            hashes: request.hashes.map(Base64.encode),
            expiresAt: now.addingTimeInterval(sadLifetime)
        )
        try await simulation.perform(
            .authorize(authorization, sad: SADDigest.of(sad)),
            in: SigningDomain.self,
            cause: caller.cause,
            trace: caller.trace
        )
        return ["SAD": .string(sad), "expiresIn": .integer(Int(sadLifetime))]
    }

    /// Spends the SAD, then signs: never the other way round.
    func sign(_ request: SignHashRequest, by caller: Caller) async throws -> JSONValue {
        let sad = SADDigest.of(request.sad)
        let work = Result { () throws(CSCError) in try request.work() }
        let use = AuthorizationUse(
            credentialID: request.credentialID,
            practitionerID: caller.practitionerID,
            facilityCertificate: caller.facilityCertificate,
            work: work
        )
        let key = try await credentials.key(request.credentialID)
        try await simulation.perform(
            .spend(sad: sad, use),
            in: SigningDomain.self,
            cause: caller.cause,
            trace: caller.trace
        )
        let (hashes, digest) = try work.get()
        let signatures = try hashes.map { try key.signature(digest: $0, algorithm: digest) }
        let created = SigningEvent.Created(
            sad: sad,
            credentialID: request.credentialID,
            practitionerID: caller.practitionerID,
            digest: digest.rawValue,
            hashes: hashes.map(Base64.encode)
        )
        try await simulation.perform(.record(created), in: SigningDomain.self, cause: caller.cause, trace: caller.trace)
        return ["signatures": .array(signatures.map { .string(Base64.encode($0)) })]
    }
}
