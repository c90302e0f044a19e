import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct CardPersonalisationTests {
    private func personalised(_ id: ID<Card>) async throws -> [Card.Slot: (Certificate, Int32)] {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        let card = try #require(simulation.read(CardDomain.self) { $0[id] })
        let holder = try #require(simulation.read(PractitionerDomain.self) { $0[card.holder] })
        let prepared = try vault.pki.prepare(card, holder: holder, at: simulation.clock.now)
        try await simulation.perform(
            .personalise(id, prepared.certificates),
            in: CardDomain.self,
            cause: .program,
            blobs: prepared.blobs + vault.newAuthorityBlobs()
        )
        var verdicts: [Card.Slot: (Certificate, Int32)] = [:]
        for item in prepared.certificates {
            let chain = try await vault.chain(item.certificate)
            let verifier = ChainVerifier(anchors: chain.suffix(1), intermediates: Array(chain.dropFirst().dropLast()))
            verdicts[item.slot] = (chain[0], try verifier.verify(chain[0], at: Records.now).code)
            let key = try await vault.key(card.keyLabel(item.slot))
            #expect(try chain[0].publicKey == key.publicKey)
        }
        try await simulation.shutdown()
        return verdicts
    }

    @Test func `an HPKI card has two certificates of its issuer`() async throws {
        let verdicts = try await personalised(DefaultWorld.hpkiCard)
        #expect(verdicts.values.map(\.1) == [0, 0])
        #expect(verdicts[.signature]?.0.issuer.first(.commonName) == "HPKI-01-TestMedisSignCA2-forNonRepudiation")
        let login = verdicts[.authentication]?.0
        #expect(login?.issuer.first(.commonName) == "HPKI-01-TestMedisAuthCA2-forAuthentication-forIndividual")
        #expect(login?.subject.first(.serialNumber) == "SIM990001")
    }

    @Test func `a My Number card has two certificates until the fifth birthday`() async throws {
        let verdicts = try await personalised(DefaultWorld.myNumberCard)
        #expect(verdicts.values.map(\.1) == [0, 0])
        let signature = try #require(verdicts[.signature]?.0)
        #expect(signature.subject.first(.commonName)?.hasPrefix("20260203103000TEST") == true)
        #expect(signature.subject.first(.commonName)?.count == 24)
        // Born on 14 May.
        #expect(signature.notAfter == JapanDay("2030-05-14")?.end)
        #expect(verdicts[.authentication]?.0.subject.first(.commonName)?.count == 24)
    }
}
