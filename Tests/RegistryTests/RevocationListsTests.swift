import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct RevocationListsTests {
    @Test func `a list is made anew when it changes and only then`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        let first = try vault.revocationLists.current("client-issuing")
        #expect(try vault.revocationLists.current("client-issuing") === first)
        try await simulation.perform(.suspend("client-clinic"), in: ClientCertificateDomain.self, cause: .program)
        let held = try vault.revocationLists.current("client-issuing")
        #expect(held.entryCount == 1)
        #expect(held.revocation(of: [0x7E, 0x57, 0x01, 0x01])?.reason == .certificateHold)
        try await simulation.perform(.resume("client-clinic"), in: ClientCertificateDomain.self, cause: .program)
        #expect(try vault.revocationLists.current("client-issuing").entryCount == 0)
        let last = try vault.revocationLists.current("client-issuing")
        // A day later it is a new list with the same content, so that it does not go stale.
        try await simulation.clock.advance(by: .seconds(86_400))
        let next = try vault.revocationLists.current("client-issuing")
        #expect(next.thisUpdate > last.thisUpdate)
        #expect(try #require(next.nextUpdate) > simulation.clock.now)
        try await simulation.shutdown()
    }

    @Test func `signers' lists follow the daily publication, and hold second certificates and cards`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        let card = try #require(simulation.read(CardDomain.self) { $0[DefaultWorld.hpkiCard] })
        let holder = try #require(simulation.read(PractitionerDomain.self) { $0[card.holder] })
        let prepared = try vault.pki.prepare(card, holder: holder, at: simulation.clock.now)
        try await simulation.perform(
            .personalise(card.id, prepared.certificates),
            in: CardDomain.self,
            cause: .program,
            blobs: prepared.blobs
        )
        try await simulation.perform(
            .revoke("second-doctor", reason: .superseded),
            in: CredentialDomain.self,
            cause: .program
        )
        try await simulation.perform(
            .revoke(card.id, .signature, reason: .keyCompromise),
            in: CardDomain.self,
            cause: .program
        )
        #expect(try vault.revocationLists.current("medis-signature").entryCount == 0)
        try await simulation.clock.advance(by: .seconds(86_400))
        #expect(try vault.revocationLists.current("medis-signature").entryCount == 2)
        #expect(try vault.revocationLists.current("medis-authentication").entryCount == 0)
        #expect(try vault.revocationLists.current("hpki-root").entryCount == 0)
        try await simulation.shutdown()
    }

    @Test func `every authority of the hierarchy has a list`() async throws {
        let vault = try await Worlds.open()
        for authority in vault.pki.hierarchy.authorities where authority.isEager {
            let list = try vault.revocationLists.current(authority.label)
            #expect(list.thisUpdate <= Records.now)
            #expect(try #require(list.nextUpdate) > Records.now)
        }
        try await vault.simulation.shutdown()
    }
}
