import Foundation
import HealthcarePKI
import HummingbirdCore
import Logging
import NIOOpenSSL
import OpenSSL
import Registry
import Simulation
import Synchronization
import WebFront

/// The mutual TLS front of the signing service.
struct SigningFront: Sendable {
    /// The authority whose certificates facilities connect with.
    static let clientAuthority = "client-issuing"

    /// The CA of the certificate that facilities take for theirs (desk rule CC-2).
    private static let medicalInstitutionAuthority = "medical-institution"
    /// The issuer of the generation before, which is trusted in a rollover only.
    private static let formerClientAuthority = "client-issuing-former"
    /// Far enough for a list to be out of its dates.
    private static let away: TimeInterval = 30 * 86_400

    static let serverAuthority = "tls-root"

    static func serverKey(_ pki: TestPKI) throws -> KeyRequest? {
        KeyRequest(label: "server.signing", kind: try pki.keyKind(authority: serverAuthority))
    }

    let handshakes: HandshakeJournal
    private let vault: Vault
    private let medicalInstitutionIssuer: DistinguishedName
    private let shown: Shown
    private let key: PrivateKey
    /// One after the other: the state that is read last is the one that stands.
    private let following = Following()

    init(vault: Vault, keys: some KeySource) throws {
        self.vault = vault
        medicalInstitutionIssuer = try vault.pki.hierarchy.authority(Self.medicalInstitutionAuthority).subjectName
        handshakes = HandshakeJournal(medicalInstitutionIssuer: medicalInstitutionIssuer)
        guard let request = try Self.serverKey(vault.pki) else {
            throw SimulatorError("the server key has no valid name")
        }
        key = try keys.key(request)
        let state = FrontDomain.State()
        shown = Shown(state.face, try Self.context(vault, key, state))
    }

    private static func context(
        _ vault: Vault,
        _ key: PrivateKey,
        _ state: FrontDomain.State
    ) throws -> TLSContext {
        var configuration = try state.face.configuration(vault, key)
        configuration.clientCertificates = try policy(vault, state)
        return try TLSContext(server: configuration)
    }

    /// From the next handshake on, client certificates are treated, and the server shows itself, as the front's state says
    /// at this moment.
    func follow() throws {
        try following.withLock {
            let state = vault.simulation.state(of: FrontDomain.self)
            guard shown.face == state.face else {
                return shown.show(state.face, try Self.context(vault, key, state))
            }
            try shown.context.replaceClientCertificates(try Self.policy(vault, state))
        }
    }

    /// A reset leads the front's state back; the listener must not stay behind.
    func followResets(of simulation: Simulation) async {
        do {
            for try await _ in simulation.journal.stream(types: ["simulation.reset"]) {
                try follow()
            }
        } catch {
            simulation.logger.error("the front no longer follows resets: \(error)")
        }
    }

    func server(_ http: HTTP1Channel.Configuration, _ timeouts: TLSTimeouts) -> HTTPServerBuilder {
        let clock = vault.simulation.clock
        let (shown, handshakes, issuer) = (shown, handshakes, medicalInstitutionIssuer)
        let faults = HandshakeFaults(listener: "signing", simulation: vault.simulation)
        return HTTPServerBuilder { responder in
            let tls = MutualTLSChannel(
                FaultChannel.belowHTTP(UpgradeRefusal(HTTP1Channel(responder: responder, configuration: http))),
                context: shown.context,
                timeouts: timeouts,
                date: { clock.realNow },
                medicalInstitutionIssuer: issuer,
                underWay: handshakes.underWay,
                onHandshake: { outcome, peer in handshakes.note(outcome, peer: peer) }
            )
            return FaultChannel.aboveSocket(tls, handshakes: faults)
        }
    }

    private static func policy(
        _ vault: Vault,
        _ state: FrontDomain.State
    ) throws -> ClientCertificatePolicy {
        let issuers = [clientAuthority] + (state.checks.roots == .both ? [formerClientAuthority] : [])
        let roots = try issuers.compactMap { try vault.pki.chain(of: $0).last }
        let (clock, logger) = (vault.simulation.clock, vault.simulation.logger)
        let lists = vault.revocationLists
        let snapshots = SnapshotCache()
        let held = try state.checks.heldAt.map { try lists.list(clientAuthority, at: $0) }
        // Where no list can be made, none is given: then every certificate is refused, and the log says why.
        let revocation: @Sendable () -> RevocationSnapshot? = {
            do {
                switch state.checks.list {
                case .current: return try snapshots.snapshot(of: try issuers.map(lists.current))
                case .held: return try snapshots.snapshot(of: [try held ?? lists.current(clientAuthority)])
                case .stale:
                    return try RevocationSnapshot(lists: [try lists.list(clientAuthority, at: clock.now - away)])
                case .notYetValid:
                    return try RevocationSnapshot(lists: [try lists.list(clientAuthority, at: clock.now + away)])
                case .missing: return try RevocationSnapshot(lists: [])
                case .unchecked: return nil
                }
            } catch {
                logger.error("no revocation list of \(issuers.joined(separator: ", ")): \(error)")
                return try? RevocationSnapshot(lists: [])
            }
        }
        return ClientCertificatePolicy(
            trustAnchors: roots,
            // [D] A client must send its chain: a .p12 without it is ISS-11, and must fail here.
            intermediates: [],
            revocation: revocation,
            instant: { clock.now },
            style: state.style,
            caNames: state.caNames
        )
    }
}

/// What the server shows from the next handshake on.
private final class Shown: Sendable {
    private let mutex: Mutex<(face: ServerFace, context: TLSContext)>

    init(_ face: ServerFace, _ context: TLSContext) {
        mutex = Mutex((face, context))
    }

    var face: ServerFace { mutex.withLock { $0.face } }
    var context: TLSContext { mutex.withLock { $0.context } }

    func show(_ face: ServerFace, _ context: TLSContext) { mutex.withLock { $0 = (face, context) } }
}

/// A lock that copies of the front share.
private final class Following: Sendable {
    private let mutex = Mutex(())

    func withLock(_ body: () throws -> Void) rethrows {
        try mutex.withLock { _ in try body() }
    }
}
