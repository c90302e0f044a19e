import Registry
import Simulation

/// Whether the facility behind a connection may have a practitioner sign (ISS-14).
enum FacilityAccess {
    /// The front has judged the certificate; here it is about whose it is.
    ///
    /// - Throws: `access_denied` for a certificate that the desk never issued, a facility whose service was stopped on
    ///   request (CC-10), or one where the practitioner does not work; `contract_suspended` (FEE-1) and `facility_closed`
    ///   for the other reasons of a stop. The institution code alone never refuses (CC-3, CC-6).
    static func check(
        certificate fingerprint: String,
        practitioner: String?,
        in simulation: Simulation
    ) throws(CSCError) {
        let facility = try facility(of: fingerprint, in: simulation)
        // A client alone names the practitioner later.
        guard let practitioner else { return }
        guard works(practitioner, at: facility, in: simulation) else { throw .accessDenied }
    }

    /// Whether the facility behind a connection may have this practitioner sign.
    static func isAllowed(_ fingerprint: String, _ practitioner: String, in simulation: Simulation) -> Bool {
        (try? facility(of: fingerprint, in: simulation)).map { works(practitioner, at: $0, in: simulation) } ?? false
    }

    /// The facility of a certificate that the desk issued, unless its service is stopped.
    private static func facility(
        of fingerprint: String,
        in simulation: Simulation
    ) throws(CSCError) -> ID<Facility> {
        let id = simulation.read(ClientCertificateDomain.self) { certificates in
            certificates.id(ofFingerprint: fingerprint).flatMap { certificates[$0]?.facility }
        }
        guard let id, let facility = simulation.read(FacilityDomain.self, { $0[id] }) else { throw .accessDenied }
        guard facility.isStopped else { return id }
        switch facility.stopReason {
        case .unpaid: throw .contractSuspended
        case .closed: throw .facilityClosed
        case .requested, nil: throw .accessDenied
        }
    }

    private static func works(
        _ practitioner: String,
        at facility: ID<Facility>,
        in simulation: Simulation
    ) -> Bool {
        simulation.read(PractitionerDomain.self) {
            $0[ID(rawValue: practitioner)]?.facilities.contains(facility) ?? false
        }
    }
}
