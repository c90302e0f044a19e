import Foundation
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct CredentialDomainTests {
    private let world: WorldView
    private var state = CredentialDomain.initialState
    private let certificate = Records.certificate(1, authority: "medis-signature")

    init() throws {
        world = try Records.world(practitioners: [Records.practitioner("doctor")])
        let credential = Credential(id: "second", practitioner: "doctor", role: "doctor")
        try CredentialDomain.perform(.register(credential), on: &state, at: Records.now, world: world)
    }

    private func perform(
        _ command: CredentialDomain.Command,
        on state: inout Credentials,
        at now: Date = Records.now
    ) throws(CredentialError) -> [CredentialDomain.Event] {
        try CredentialDomain.perform(command, on: &state, at: now, world: world)
    }

    private func issued() throws -> Credentials {
        var state = state
        _ = try perform(.issue("second", certificate, keyLabel: "key"), on: &state)
        return state
    }

    @Test func `is pending until it is issued`() throws {
        var state = state
        #expect(state["second"]?.status(at: Records.now) == .pending)
        #expect(throws: CredentialError.pending("second")) { try perform(.suspend("second"), on: &state) }
        #expect(throws: CredentialError.pending("second")) {
            try perform(.revoke("second", reason: .superseded), on: &state)
        }
        state = try issued()
        #expect(state["second"]?.status(at: Records.now) == .valid)
        #expect(state["second"]?.keyLabel == "key")
        #expect(state.credentials(of: "doctor").map(\.id) == ["second"])
    }

    @Test func `the certificate's troubles win over a key that is switched off`() throws {
        var state = try issued()
        _ = try perform(.disable("second"), on: &state)
        #expect(state["second"]?.status(at: Records.now) == .disabled)
        _ = try perform(.suspend("second"), on: &state)
        #expect(state["second"]?.status(at: Records.now) == .suspended)
        _ = try perform(.resume("second"), on: &state)
        _ = try perform(.enable("second"), on: &state)
        #expect(state["second"]?.status(at: Records.now) == .valid)
        _ = try perform(.revoke("second", reason: .affiliationChanged), on: &state)
        #expect(state["second"]?.status(at: Records.now) == .revoked)
        #expect(throws: CredentialError.revoked("second")) { try perform(.resume("second"), on: &state) }
        #expect(CredentialDomain.nextDue(state) == nil)
    }

    @Test func `a new certificate supersedes the present one`() throws {
        var state = try issued()
        let renewed = Records.certificate(2, authority: "medis-signature")
        let events = try perform(.issue("second", renewed, keyLabel: "key-2"), on: &state)
        #expect(events.count == 2)
        #expect(state["second"]?.certificate == renewed)
        #expect(state["second"]?.status(at: Records.now) == .valid)
        #expect(state.revocations.page(of: "medis-signature").revocations[certificate.serialHex]?.reason == .superseded)
        #expect(CredentialDomain.nextDue(state)?.instant == renewed.expiry)
        #expect(throws: CredentialError.sameCertificate(as: "second")) {
            try perform(.issue("second", certificate, keyLabel: "key"), on: &state)
        }
    }

    @Test func `a certificate after an expired or revoked one supersedes nothing`() throws {
        var state = try issued()
        let due = try #require(CredentialDomain.nextDue(state))
        _ = try perform(due.command, on: &state, at: due.instant)
        #expect(state["second"]?.status(at: due.instant) == .expired)
        let renewed = Records.certificate(2, authority: "medis-signature", until: due.instant + Records.day)
        #expect(try perform(.issue("second", renewed, keyLabel: "k"), on: &state, at: due.instant).count == 1)
        #expect(state.revocations.page(of: "medis-signature").entries.isEmpty)
    }

    @Test func `needs a practitioner with the licence`() throws {
        var state = state
        #expect(throws: CredentialError.unknownPractitioner("nobody")) {
            try perform(.register(Credential(id: "x", practitioner: "nobody", role: "doctor")), on: &state)
        }
        #expect(throws: CredentialError.noLicence(role: "pharmacist")) {
            try perform(.register(Credential(id: "x", practitioner: "doctor", role: "pharmacist")), on: &state)
        }
        #expect(throws: CredentialError.exists("second")) {
            try perform(.register(Credential(id: "second", practitioner: "doctor", role: "doctor")), on: &state)
        }
    }
}
