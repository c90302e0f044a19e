import ClientCertificateDesk
import Foundation
import HealthcarePKI
import Simulation
import Testing

@testable import Registry

@Suite struct SuccessionTests {
    private func certificate(_ number: Int) throws -> ClientCertificate {
        ClientCertificate(
            id: ID(rawValue: "c\(number)"),
            facility: "clinic",
            institutionCode: try InstitutionCode("9918000028"),
            certificate: CertificateRecord(
                authority: "client-issuing",
                serialHex: "7E57000\(number)",
                fingerprint: "f\(number)",
                notBefore: Samples.now - 86_400,
                notAfter: Samples.now + 700 * 86_400
            )
        )
    }

    /// Desk rules CC-3, CC-7 and DL-7.
    @Test func `revokes the old certificate a calendar month after the issue of the new one`() throws {
        var facilities = FacilityDomain.initialState
        try FacilityDomain.perform(.register(try Samples.facility()), on: &facilities, at: Samples.now)
        let world = WorldView().setting(FacilityDomain.self, to: facilities)
        var state = ClientCertificateDomain.initialState
        try ClientCertificateDomain.perform(.issue(certificate(1)), on: &state, at: Samples.now - 60, world: world)
        #expect(throws: ClientCertificateError.facilityHasOne("c1")) {
            try ClientCertificateDomain.perform(.issue(certificate(2)), on: &state, at: Samples.now, world: world)
        }
        for command in Succession.commands(for: "clinic", in: state, at: Samples.now) {
            try ClientCertificateDomain.perform(command, on: &state, at: Samples.now, world: world)
        }
        try ClientCertificateDomain.perform(.issue(certificate(2)), on: &state, at: Samples.now, world: world)
        #expect(state["c1"]?.status(at: Samples.now) == .valid)
        // One more in the month: the first one keeps its instant, the second one gets its own.
        let again = Succession.commands(for: "clinic", in: state, at: Samples.now + 86_400)
        for command in again {
            try ClientCertificateDomain.perform(command, on: &state, at: Samples.now + 86_400, world: world)
        }
        #expect(state["c1"]?.plannedRevocation?.instant == Samples.now + 28 * 86_400)
        #expect(state["c2"]?.plannedRevocation != nil)
        let due = try #require(ClientCertificateDomain.nextDue(state))
        #expect(due.instant == Samples.now + 28 * 86_400)
        try ClientCertificateDomain.perform(due.command, on: &state, at: due.instant, world: world)
        #expect(state["c1"]?.status(at: due.instant) == .revoked)
        #expect(state["c2"]?.status(at: due.instant) == .valid)
    }
}
