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

    private static let serverAuthority = "tls-root"
    /// The CA of the certificate that facilities take for theirs (desk rule CC-2).
    private static let medicalInstitutionAuthority = "medical-institution"

    static func serverKey(_ pki: TestPKI) throws -> KeyRequest? {
        KeyRequest(label: "server.signing", kind: try pki.keyKind(authority: serverAuthority))
    }

    let handshakes: HandshakeJournal
    private let vault: Vault
    private let medicalInstitutionIssuer: DistinguishedName
    private let context: TLSContext
    /// One after the other: the state that is read last is the one that stands.
    private let following = Following()

    init(vault: Vault, keys: some KeySource) throws {
        self.vault = vault
        medicalInstitutionIssuer = try vault.pki.hierarchy.authority(Self.medicalInstitutionAuthority).subjectName
        handshakes = HandshakeJournal(medicalInstitutionIssuer: medicalInstitutionIssuer)
        guard let request = try Self.serverKey(vault.pki) else {
            throw SimulatorError("the server key has no valid name")
        }
        let key = try keys.key(request)
        var order = CertificateOrder(
            authority: Self.serverAuthority,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.random(),
            at: vault.simulation.clock.now
        )
        // A foreign client judges it by its own clock.
        order.realInstant = vault.simulation.clock.realNow
        context = try TLSContext(
            server: TLSServerConfiguration(
                chain: [try vault.pki.issue(order)],
                key: key,
                clientCertificates: try Self.policy(vault, FrontDomain.State())
            )
        )
    }

    /// From the next handshake on, client certificates are treated as the front's state says at this moment.
    func follow() throws {
        try following.withLock {
            try context.replaceClientCertificates(try Self.policy(vault, vault.simulation.state(of: FrontDomain.self)))
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
        let (context, handshakes, issuer) = (context, handshakes, medicalInstitutionIssuer)
        let faults = HandshakeFaults(listener: "signing", simulation: vault.simulation)
        return HTTPServerBuilder { responder in
            let tls = MutualTLSChannel(
                FaultChannel.belowHTTP(HTTP1Channel(responder: responder, configuration: http)),
                context: context,
                timeouts: timeouts,
                date: { clock.realNow },
                medicalInstitutionIssuer: issuer,
                onHandshake: { outcome, peer in handshakes.note(outcome, peer: peer) }
            )
            return FaultChannel.aboveSocket(tls, handshakes: faults)
        }
    }

    private static func policy(
        _ vault: Vault,
        _ state: FrontDomain.State
    ) throws -> ClientCertificatePolicy {
        let chain = try vault.pki.chain(of: clientAuthority)
        let (clock, logger) = (vault.simulation.clock, vault.simulation.logger)
        let lists = vault.revocationLists
        let snapshots = SnapshotCache()
        let held = try state.revocationListAt.map { try lists.past(clientAuthority, at: $0) }
        // Where no list can be made, none is given: then every certificate is refused, and the log says why.
        let revocation: @Sendable () -> RevocationSnapshot? = {
            do {
                return try snapshots.snapshot(of: try held ?? lists.current(clientAuthority))
            } catch {
                logger.error("no revocation list of \(clientAuthority): \(error)")
                return try? RevocationSnapshot(lists: [])
            }
        }
        return ClientCertificatePolicy(
            trustAnchors: chain.suffix(1),
            // [D] A client must send its chain: a .p12 without it is ISS-11, and must fail here.
            intermediates: [],
            revocation: revocation,
            instant: { clock.now },
            style: state.style,
            caNames: state.caNames
        )
    }
}

/// A lock that copies of the front share.
private final class Following: Sendable {
    private let mutex = Mutex(())

    func withLock(_ body: () throws -> Void) rethrows {
        try mutex.withLock { _ in try body() }
    }
}
