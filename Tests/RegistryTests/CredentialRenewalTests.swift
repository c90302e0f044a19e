import Foundation
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct CredentialRenewalTests {
    private func renewed(_ arguments: [String: JSONValue]) async throws -> (Vault, former: Credential, Credential) {
        let vault = try await Worlds.open()
        let id = ID<Credential>(rawValue: arguments["credential"]?.string ?? "")
        let former = try #require(vault.simulation.read(CredentialDomain.self) { $0[id] })
        let catalogue = try CommandCatalogue([CredentialRenewal(vault).command])
        let answer = try await catalogue.run("credential.renew", arguments)
        #expect(
            answer["events"]?.array?.map { $0["type"] } == ["credential.revoked", "credential.issued"]
        )
        return (vault, former, try #require(vault.simulation.read(CredentialDomain.self) { $0[id] }))
    }

    @Test func `a new certificate takes the former's place, with the same key and names`() async throws {
        let (vault, former, renewed) = try await renewed(["credential": "second-doctor"])
        let (old, new) = (try #require(former.certificate), try #require(renewed.certificate))
        #expect(new.serialHex != old.serialHex && renewed.keyLabel == former.keyLabel)
        let certificates = [try await vault.certificate(old), try await vault.certificate(new)]
        #expect(certificates[0].subject == certificates[1].subject)
        #expect(try certificates[0].publicKey == certificates[1].publicKey)
        let list = try vault.revocationLists.list("medis-signature", at: vault.simulation.clock.now + 86_400 * 2)
        #expect(list.revocation(of: certificates[0].serialNumber)?.reason == .superseded)
        #expect(list.revocation(of: certificates[1].serialNumber) == nil)
        try await vault.simulation.shutdown()
    }

    @Test func `it may end sooner, and then the credential expires`() async throws {
        let vault = try await Worlds.open()
        let end = vault.simulation.clock.now.addingTimeInterval(60)
        let catalogue = try CommandCatalogue([CredentialRenewal(vault).command] + vault.simulation.commands)
        try await catalogue.run("credential.renew", ["credential": "second-doctor", "not-after": .string(end.rfc3339)])
        func status() -> Credential.Status? {
            vault.simulation.read(CredentialDomain.self) { $0["second-doctor"] }?.status(at: vault.simulation.clock.now)
        }
        #expect(status() == .valid)
        try await catalogue.run("clock.advance", ["by": "61s"])
        #expect(status() == .expired)
        try await vault.simulation.shutdown()
    }

    @Test func `two keys take turns`() async throws {
        let vault = try await Worlds.open()
        let catalogue = try CommandCatalogue([CredentialRenewal(vault).command])
        var labels: [String?] = []
        for _ in 0..<2 {
            try await catalogue.run("credential.renew", ["credential": "second-doctor", "key": "new"])
            labels.append(vault.simulation.read(CredentialDomain.self) { $0["second-doctor"]?.keyLabel })
        }
        #expect(labels == ["credential.second-doctor.renewed", "credential.second-doctor"])
        try await vault.simulation.shutdown()
    }

    @Test func `refuses what is not there`() async throws {
        let vault = try await Worlds.open()
        let catalogue = try CommandCatalogue([CredentialRenewal(vault).command])
        let last = vault.simulation.journal.lastSeq
        await #expect(throws: CredentialError.unknown("nobody")) {
            try await catalogue.run("credential.renew", ["credential": "nobody"])
        }
        await #expect(throws: CommandError.self) {
            try await catalogue.run("credential.renew", ["credential": "second-doctor", "fault": "broken"])
        }
        #expect(vault.simulation.journal.lastSeq == last)
        try await vault.simulation.shutdown()
    }
}
