package import Foundation
package import OpenSSL
import Registry
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

    /// Revokes a token for a caller; throws ``RevocationFailure``.
    package typealias Revocation =
        @Sendable (_ token: String, _ hint: String?, AccessGrant, Cause, TraceID) async throws -> Void

    /// Posts a JSON object to a `response_uri`; whether it arrives is the receiver's affair.
    package typealias Notification = @Sendable (_ uri: String, JSONValue) async -> Void

    /// Makes a time stamp token (RFC 3161) of a digest; the nonce is a big-endian magnitude.
    package typealias TimeStamping =
        @Sendable (_ imprint: [UInt8], DigestAlgorithm, _ nonce: [UInt8]?) async throws -> [UInt8]

    /// What there is to tell the facility of a client certificate (SHA-256 of its DER, hexadecimal).
    package typealias Notices = @Sendable (_ fingerprint: String) -> [ServiceNotice]

    /// What the service needs of the keys and certificates of credentials; the composition root knows where they are.
    package struct Credentials: Sendable {
        /// The private key of a credential.
        package var key: @Sendable (_ credentialID: String) async throws -> PrivateKey
        /// The certificates of a credential, end entity first, root last.
        package var chain: @Sendable (_ credentialID: String) async throws -> [Certificate]

        /// The keys that cards answer challenges with, everybody's: another's card is told from a wrong answer.
        package var authenticationKeys: @Sendable (_ factor: Factor) async throws -> [AuthenticationKey]

        package init(
            key: @escaping @Sendable (_ credentialID: String) async throws -> PrivateKey,
            chain: @escaping @Sendable (_ credentialID: String) async throws -> [Certificate],
            authenticationKeys: @escaping @Sendable (_ factor: Factor) async throws -> [AuthenticationKey]
        ) {
            self.key = key
            self.chain = chain
            self.authenticationKeys = authenticationKeys
        }
    }

    /// [D] How long a SAD lives, in seconds, when nothing says otherwise; the standard's own sample.
    package static let defaultSADLifetime: TimeInterval = 300

    let simulation: Simulation
    let information: ServiceInformation
    let authenticate: Authentication
    let credentials: Credentials
    let sadLifetime: TimeInterval
    let lints: Lints
    let background = BackgroundSigning()
    let polling = PollingWatch()
    /// The journal as this service found it: what ends later is this run's to clear away.
    let firstSeq: Int
    private let revocation: Revocation
    let notify: Notification
    let notificationReach: ResponseURI.Reach
    let stamp: TimeStamping
    let notices: Notices

    /// - Parameters:
    ///   - oauth2: base URI of the authorization server, for `info`.
    ///   - logo: URI of the service's logo, for `info`.
    ///   - notificationReach: which hosts a `response_uri` may name.
    package init(
        simulation: Simulation,
        oauth2: String,
        logo: String,
        sadLifetime: TimeInterval = Self.defaultSADLifetime,
        credentials: Credentials,
        lints: Lints,
        notificationReach: ResponseURI.Reach = .loopback,
        authenticate: @escaping Authentication,
        revoke: @escaping Revocation,
        notify: @escaping Notification,
        stamp: @escaping TimeStamping,
        notices: @escaping Notices = { _ in [] }
    ) {
        self.simulation = simulation
        self.information = ServiceInformation(oauth2: oauth2, logo: logo)
        self.sadLifetime = sadLifetime
        self.credentials = credentials
        self.authenticate = authenticate
        self.lints = lints
        revocation = revoke
        self.notify = notify
        firstSeq = simulation.journal.lastSeq
        self.notificationReach = notificationReach
        self.stamp = stamp
        self.notices = notices
    }

    func revokeToken(_ token: String, _ hint: String?, _ caller: Caller) async throws {
        try await revocation(token, hint, caller.grant, caller.cause, caller.trace)
    }

    /// Works off what was asked for in the background, until the task is cancelled.
    package func run() async {
        await withTaskGroup { group in
            group.addTask { await background.run() }
            group.addTask { await forgetResults() }
        }
    }

    func practitioner(_ id: String, has factor: Factor) -> Bool {
        simulation.read(PractitionerDomain.self) { practitioners in
            practitioners[ID(rawValue: id)]?.loginMethods.contains { $0.rawValue == factor.rawValue } ?? false
        }
    }
}
