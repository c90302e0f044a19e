import Foundation
import HealthcarePKI
import Logging
import OpenSSL
import Registry
import Simulation
import Synchronization
import WebFront

/// The OCSP response that the front staples to its certificate, made when it is due and not in each handshake.
///
/// What it says holds by the simulation's clock and by the machine's: a foreign client judges it by its own. By default it
/// is good, as a real front's is: clients that ask for none never see it, and those that must have one (a check of
/// revocation on Windows, must-staple) can connect.
final class StapledStatus: Sendable {
    /// [D] How far thisUpdate lies in the past, as with public CAs: the clock of a client may be behind.
    private static let backdating: TimeInterval = 3600
    /// For a response that is stale: how long it has been.
    private static let staleness: TimeInterval = 86_400

    private let kind: ServerFace.Staple
    private let id: OCSPCertificateID
    private let responder: OCSPResponder
    /// How long a response is in force: as long as the authority's revocation lists.
    private let period: TimeInterval
    private let vault: Vault
    private let last = Mutex<(response: [UInt8], fresh: ClosedRange<Date>)?>(nil)

    /// Nil where nothing is stapled.
    init?(_ kind: ServerFace.Staple, of certificate: Certificate, issuer label: String, _ vault: Vault) throws {
        guard kind != .none else { return nil }
        let issuer = try vault.pki.authority(label)
        id = try OCSPCertificateID(certificate, issuer: issuer.certificate)
        let signer = kind == .wrongSigner ? try vault.pki.authority(SigningFront.clientAuthority) : issuer
        // A client does not know the certificate of another signer.
        responder = OCSPResponder(authority: signer.certificate, key: signer.key, isSent: kind == .wrongSigner)
        period = Double(issuer.declaration.revocationSchedule.days) * 86_400
        self.kind = kind
        self.vault = vault
    }

    /// Nil where none can be made; the log says why.
    func current() -> [UInt8]? {
        let clock = vault.simulation.clock
        let (first, second) = (clock.now, clock.realNow)
        let instants = min(first, second)...max(first, second)
        return last.withLock { last in
            if let last, last.fresh.contains(instants.lowerBound), last.fresh.contains(instants.upperBound) {
                return last.response
            }
            do {
                let response = try response(instants)
                // Renewed at half time: the clock of a client may be ahead.
                last = (response, instants.lowerBound...instants.upperBound.addingTimeInterval(period / 2))
                return response
            } catch {
                vault.simulation.logger.error("no OCSP response to staple: \(error)")
                return nil
            }
        }
    }

    private func response(_ instants: ClosedRange<Date>) throws -> [UInt8] {
        let begin = instants.lowerBound.addingTimeInterval(-Self.backdating)
        var force = begin...instants.upperBound.addingTimeInterval(period)
        if kind == .stale {
            let end = begin.addingTimeInterval(-Self.staleness)
            force = end.addingTimeInterval(-period)...end
        }
        let status: OCSPCertificateStatus =
            switch kind {
            case .good, .stale, .wrongSigner, .none: .good
            case .revoked: .revoked(at: force.lowerBound, .keyCompromise)
            case .unknown: .unknown
            }
        let answer = OCSPSingleResponse(
            id,
            status,
            thisUpdate: force.lowerBound,
            nextUpdate: force.upperBound
        )
        return try responder.response([answer], producedAt: force.lowerBound).derEncoded
    }
}
