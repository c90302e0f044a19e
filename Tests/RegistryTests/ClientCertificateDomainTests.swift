import Foundation
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct ClientCertificateDomainTests {
    private let world: WorldView
    private var state = ClientCertificateDomain.initialState

    init() throws {
        world = try Records.world(facilities: [Records.facility("clinic")])
        try ClientCertificateDomain.perform(
            .issue(try Records.clientCertificate("one", Records.certificate(1))),
            on: &state,
            at: Records.now,
            world: world
        )
    }

    private func perform(
        _ command: ClientCertificateDomain.Command,
        on state: inout ClientCertificates,
        at now: Date = Records.now
    ) throws(ClientCertificateError) -> [ClientCertificateDomain.Event] {
        try ClientCertificateDomain.perform(command, on: &state, at: now, world: world)
    }

    private func refusal(
        _ command: ClientCertificateDomain.Command,
        at now: Date = Records.now
    ) -> ClientCertificateError? {
        var state = state
        do {
            _ = try perform(command, on: &state, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test func `knows reason and instant of a revocation, and lists it`() throws {
        var state = state
        #expect(state["one"]?.status(at: Records.now) == .valid)
        #expect(state.revocations.page(of: "client-issuing").entries.isEmpty)
        let later = Records.now + 0.25
        #expect(try perform(.revoke("one", reason: .keyCompromise), on: &state, at: later).count == 1)
        #expect(state["one"]?.revocation == Revocation(at: later, reason: .keyCompromise))
        #expect(state["one"]?.status(at: later) == .revoked)
        let page = state.revocations.page(of: "client-issuing")
        #expect(
            page.entries == [
                RevokedCertificate(serialNumber: [0x7E, 0x57, 0, 1], date: Records.now, reason: .keyCompromise)
            ]
        )
        #expect(page.lastChange == later)
        #expect(try perform(.revoke("one", reason: .superseded), on: &state, at: later).isEmpty)
    }

    @Test func `a revocation may be dated back, not forward`() throws {
        var state = state
        let since = Records.now - Records.day
        _ = try perform(.revoke("one", reason: .superseded, since: since), on: &state)
        #expect(state["one"]?.revocation?.instant == since)
        #expect(refusal(.revoke("one", reason: .superseded, since: Records.now + 1)) == .revokedInTheFuture)
    }

    @Test func `is on hold and off it again`() throws {
        var state = state
        _ = try perform(.suspend("one"), on: &state)
        #expect(state["one"]?.status(at: Records.now) == .suspended)
        #expect(state.revocations.page(of: "client-issuing").entries.map(\.reason) == [.certificateHold])
        #expect(try perform(.suspend("one"), on: &state).isEmpty)
        _ = try perform(.resume("one"), on: &state)
        #expect(state["one"]?.status(at: Records.now) == .valid)
        #expect(state.revocations.page(of: "client-issuing").entries.isEmpty)
        #expect(state.revocations.page(of: "client-issuing").changeCount == 2)
        #expect(try perform(.resume("one"), on: &state).isEmpty)
    }

    /// Desk rules CC-3 and CC-7.
    @Test func `one facility has one, unless the older one's end is planned`() throws {
        var state = state
        let second = try Records.clientCertificate("two", Records.certificate(2))
        #expect(refusal(.issue(second)) == .facilityHasOne("one"))
        let end = Records.now + 28 * Records.day
        _ = try perform(.planRevocation("one", at: end, reason: .superseded), on: &state)
        _ = try perform(.issue(second), on: &state)
        #expect(state.certificates(of: "clinic").map(\.id) == ["one", "two"])
        let due = try #require(ClientCertificateDomain.nextDue(state))
        #expect(due.instant == end)
        _ = try perform(due.command, on: &state, at: due.instant)
        #expect(state["one"]?.revocation == Revocation(at: end, reason: .superseded))
        #expect(state["two"]?.status(at: end) == .valid)
        // Next comes the warning of the second one's expiry; the revoked one's is forgotten.
        #expect(
            ClientCertificateDomain.nextDue(state)?.instant
                == state["two"].map { $0.certificate.expiry - 30 * Records.day }
        )
    }

    @Test func `expires with its last second, also on hold`() throws {
        var state = state
        _ = try perform(.suspend("one"), on: &state)
        let expiry = Records.now + 700 * Records.day + 1
        // ISS-15.
        for days in [30, 7, 1] {
            let warning = try #require(ClientCertificateDomain.nextDue(state))
            #expect(warning.instant == expiry - Double(days) * Records.day)
            #expect(try perform(warning.command, on: &state, at: warning.instant).count == 1)
            #expect(state.expiryWarnings["one"]?.last == ExpiryWarning(instant: warning.instant, days: days))
        }
        let due = try #require(ClientCertificateDomain.nextDue(state))
        #expect(due.instant == expiry)
        #expect(try perform(due.command, on: &state, at: due.instant).count == 1)
        #expect(ClientCertificateDomain.nextDue(state) == nil)
        #expect(Registry.ClientCertificate.Status.allCases.count == 5)
        #expect(self.state["one"]?.status(at: due.instant - 1) == .valid)
        #expect(self.state["one"]?.status(at: due.instant) == .expired)
        #expect(self.state["one"]?.status(at: Records.now - 11 * Records.day) == .notYetValid)
    }

    @Test func `a new plan takes the place of the old one`() throws {
        var state = state
        _ = try perform(.planRevocation("one", at: Records.now + 10, reason: .superseded), on: &state)
        _ = try perform(.planRevocation("one", at: Records.now + 20, reason: .keyCompromise), on: &state)
        #expect(ClientCertificateDomain.nextDue(state)?.instant == Records.now + 20)
        #expect(refusal(.planRevocation("one", at: Records.now, reason: .superseded)) == .planLiesInThePast)
    }

    @Test func `refuses what makes no sense`() throws {
        let other = try Records.clientCertificate("two", of: "nobody", Records.certificate(2))
        #expect(refusal(.issue(other)) == .unknownFacility("nobody"))
        #expect(refusal(.issue(try Records.clientCertificate("one", Records.certificate(3)))) == .exists("one"))
        #expect(
            refusal(.issue(try Records.clientCertificate("two", Records.certificate(1)))) == .sameCertificate(as: "one")
        )
        #expect(refusal(.deliver("two")) == .unknown("two"))
        #expect(refusal(.suspend("one"), at: Records.now + 701 * Records.day) == .expired("one"))
        var state = state
        _ = try perform(.revoke("one", reason: .superseded), on: &state)
        #expect(throws: ClientCertificateError.revoked("one")) { try perform(.suspend("one"), on: &state) }
        #expect(throws: ClientCertificateError.revoked("one")) {
            try perform(.planRevocation("one", at: .distantFuture, reason: .superseded), on: &state)
        }
    }

    @Test func `is found by fingerprint`() {
        #expect(state.id(ofFingerprint: "client-issuing-1") == "one")
        #expect(state.id(ofFingerprint: "client-issuing-2") == nil)
    }
}
