import Foundation
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct RegistryCommandsTests {
    @Test func `commands by name do what they say and tell the events`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        let catalogue = try CommandCatalogue(RegistryCommands.all(simulation))
        let answer = try await catalogue.run(
            "client-certificate.revoke",
            ["certificate": "client-clinic", "reason": "keyCompromise", "since": "2026-02-01T00:00:00Z"]
        )
        #expect(answer.object?["events"]?.array?.first?.object?["type"] == "client-certificate.revoked")
        let revocation = simulation.read(ClientCertificateDomain.self) { $0["client-clinic"]?.revocation }
        #expect(revocation?.reason.name == "keyCompromise")
        #expect(revocation?.instant == Date(rfc3339: "2026-02-01T00:00:00Z"))
        for (name, arguments, type) in [
            ("credential.suspend", ["credential": "second-doctor"], "credential.suspended"),
            ("credential.resume", ["credential": "second-doctor"], "credential.resumed"),
            ("credential.disable", ["credential": "second-doctor"], "credential.disabled"),
            ("credential.enable", ["credential": "second-doctor"], "credential.enabled"),
            ("credential.revoke", ["credential": "second-doctor"], "credential.revoked"),
            ("facility.stop", ["facility": "clinic", "reason": "unpaid"], "facility.stopped"),
            ("facility.resume", ["facility": "clinic"], "facility.resumed"),
            ("practitioner.suspend", ["practitioner": "doctor"], "practitioner.suspended"),
            ("practitioner.resume", ["practitioner": "doctor"], "practitioner.resumed"),
            (
                "practitioner.rename",
                ["practitioner": "doctor", "japanese": "髙田　一郎", "kana": "タカダ　イチロウ", "romanised": "Ichiro Takada"],
                "practitioner.renamed"
            ),
            ("practitioner.leave", ["practitioner": "doctor", "facility": "clinic"], "practitioner.departed"),
            ("practitioner.join", ["practitioner": "doctor", "facility": "clinic"], "practitioner.affiliated"),
            ("login-method.remove", ["practitioner": "doctor", "method": "fido"], "login-method.removed"),
            ("login-method.register", ["practitioner": "doctor", "method": "fido"], "login-method.registered"),
        ] as [(String, [String: JSONValue], JSONValue)] {
            let answer = try await catalogue.run(name, arguments)
            #expect(answer.object?["events"]?.array?.map { $0.object?["type"] } == [type], "\(name)")
        }
        try await simulation.shutdown()
    }

    @Test func `wrong arguments and refusals change nothing`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        let catalogue = try CommandCatalogue(RegistryCommands.all(simulation))
        let last = simulation.journal.lastSeq
        await #expect(throws: CommandError.self) {
            try await catalogue.run(
                "client-certificate.revoke",
                ["certificate": "client-clinic", "reason": "certificateHold"]
            )
        }
        await #expect(throws: ClientCertificateError.unknown("nobody")) {
            try await catalogue.run("client-certificate.revoke", ["certificate": "nobody"])
        }
        #expect(simulation.journal.lastSeq == last)
        try await simulation.shutdown()
    }
}
