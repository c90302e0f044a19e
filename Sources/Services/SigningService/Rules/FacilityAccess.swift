import Registry
import Simulation

/// Whether the facility behind a connection may have a practitioner sign (ISS-14).
enum FacilityAccess {
    /// The front has judged the certificate; here it is about whose it is.
    ///
    /// - Throws: `access_denied` for a certificate that the desk never issued, a facility whose service is stopped (CC-10),
    ///   or one where the practitioner does not work. The institution code alone never refuses (CC-3, CC-6).
    static func check(
        certificate fingerprint: String,
        practitioner: String,
        in simulation: Simulation
    ) throws(CSCError) {
        let facility = simulation.read(ClientCertificateDomain.self) { certificates in
            certificates.id(ofFingerprint: fingerprint).flatMap { certificates[$0]?.facility }
        }
        guard let facility, simulation.read(FacilityDomain.self, { $0[facility]?.isStopped }) == false,
            simulation.read(PractitionerDomain.self, { $0[ID(rawValue: practitioner)]?.facilities })?.contains(facility)
                == true
        else { throw .accessDenied }
    }
}
