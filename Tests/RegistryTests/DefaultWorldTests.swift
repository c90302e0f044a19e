import Foundation
import HealthcarePKI
import OpenSSL
import Simulation
import TestSupport
import Testing

@testable import Registry

@Suite struct DefaultWorldTests {
    @Test func `has the people and places that interfaces promise`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        let facilities = simulation.state(of: FacilityDomain.self).facilities
        #expect(Set(facilities.values.map(\.name)) == ["検証用病院", "検証用クリニック", "検証用薬局", "新規開設クリニック"])
        #expect(facilities.values.flatMap(\.codes).allSatisfy { $0.code.isForTests })
        #expect(facilities["hospital"]?.codes.map(\.code.feeSchedule) == [.medical, .dental])
        #expect(facilities["new-clinic"]?.codes.allSatisfy(\.isProvisional) == true)
        let people = simulation.state(of: PractitionerDomain.self).all
        #expect(people.count == 9)
        let names = people.map(\.name.japanese).joined()
        for character in ["髙", "﨑", "𠮷"] { #expect(names.contains(character)) }
        #expect(people.first { $0.id == DefaultWorld.practitioner }?.loginMethods.count == 3)
        #expect(simulation.read(CredentialDomain.self) { $0.credentials(of: "doctor-without-certificate") }.isEmpty)
        #expect(simulation.read(CredentialDomain.self) { $0.credentials(of: "doctor-and-pharmacist") }.count == 2)
        #expect(people.filter { $0.licences.contains { $0.role == "pharmacist" } && $0.licences.count == 1 }.count == 3)
        #expect(people.first { $0.id == "doctor-two-facilities" }?.facilities == ["hospital", "clinic"])
        #expect(simulation.read(CardDomain.self) { $0.card(inReader: 0)?.id } == DefaultWorld.hpkiCard)
        #expect(simulation.read(CardDomain.self) { $0.card(inReader: 1)?.id } == DefaultWorld.myNumberCard)
        // SIG-4: test cards of all three issuers.
        let issuers = simulation.state(of: CardDomain.self).all.filter { $0.kind == .hpki }.map(\.issuer)
        #expect(Set(issuers) == [.medis, .jma, .jpa])
        try await simulation.shutdown()
    }

    @Test func `every second certificate verifies, is its practitioner's, and its key is there`() async throws {
        let vault = try await Worlds.open()
        let credentials = vault.simulation.state(of: CredentialDomain.self).all
        #expect(credentials.count == 9)
        for credential in credentials {
            #expect(credential.status(at: Records.now) == .valid)
            let record = try #require(credential.certificate)
            let chain = try await vault.chain(record)
            #expect(chain.count == 3)
            let verifier = ChainVerifier(
                anchors: chain.suffix(1),
                intermediates: [chain[1]],
                revocationLists: [try vault.revocationLists.current(record.authority)]
            )
            #expect(try verifier.verify(chain[0], at: Records.now).code == 0)
            let key = try await vault.key(try #require(credential.keyLabel))
            #expect(try chain[0].publicKey == key.publicKey)
            let practitioner = vault.simulation.read(PractitionerDomain.self) { $0[credential.practitioner] }
            #expect(chain[0].subject.first(.commonName) == practitioner?.name.romanised)
            let roles = try chain[0].extensions.first { $0.oid == .subjectDirectoryAttributes }
                .map { try HealthcareRoleAttribute.roleNames(derEncoded: $0.value) }
            let expected = try vault.pki.hierarchy.role(credential.role).name
            #expect(roles == (credential.id == "second-doctor-without-role" ? nil : [expected]))
        }
        try await vault.simulation.shutdown()
    }

    @Test func `the clinic's client certificate is delivered and its .p12 opens with its password`() async throws {
        let vault = try await Worlds.open()
        let record = try #require(
            vault.simulation.read(ClientCertificateDomain.self) { $0[DefaultWorld.clientCertificate] }
        )
        #expect(record.facility == DefaultWorld.facility)
        #expect(record.deliveredAt == Records.now)
        #expect(record.certificate.serialHex == "7E570101")
        let file = try #require(try await vault.simulation.blobs.bytes(record.pkcs12Blob))
        let secret = try #require(try await vault.simulation.blobs.bytes(record.passwordBlob))
        let password = String(decoding: secret, as: UTF8.self)
        #expect(password.count == 16)
        let opened = try PKCS12(derEncoded: file, password: password)
        let identity = try #require(opened.identities.first)
        #expect(identity.isConsistent)
        #expect(identity.friendlyName == "hpki-cardless-signature 9918000028")
        #expect(identity.certificate == (try await vault.certificate(record.certificate)))
        #expect(Set(opened.chain) == Set(try vault.pki.chain(of: "client-issuing")))
        let verifier = ChainVerifier(
            anchors: [try vault.pki.authority("client-root").certificate],
            intermediates: opened.chain,
            purpose: .clientAuth
        )
        #expect(try verifier.verify(identity.certificate, at: Records.now).code == 0)
        // No two worlds share a password.
        let other = try await Worlds.open()
        #expect(try await other.simulation.blobs.bytes(record.passwordBlob) != secret)
        for world in [vault, other] { try await world.simulation.shutdown() }
    }

    @Test func `at most twenty RSA keys are made before it is ready`() throws {
        let hierarchy = try Worlds.hierarchy.get()
        let kinds =
            try hierarchy.authorities.filter(\.isEager).map { try hierarchy.profile($0.profile).key }
            + DefaultWorld.credentialRows.map { try $0.keyRequest(hierarchy).kind }
            + DefaultWorld.clientCertificateRows.map { try $0.keyRequest(hierarchy).kind }
        #expect(kinds.filter { $0 == .rsa(bits: 2048) }.count <= 20)
        #expect(Set(kinds) == [.rsa(bits: 2048), .ec(.p256)])
    }

    @Test func `populating twice changes nothing`() async throws {
        let vault = try await Worlds.open()
        let last = vault.simulation.journal.lastSeq
        try await DefaultWorld.populate(vault)
        #expect(vault.simulation.journal.lastSeq == last)
        try await vault.simulation.shutdown()
    }

    @Test func `a reopened directory keeps every certificate, key and password, whatever became of the cache`()
        async throws
    {
        let home = try TemporaryDirectory()
        let storage = SimulationConfiguration.Storage.directory(home.url.appending(path: "state"))
        let first = try await Worlds.open(storage)
        let authorities = first.pki.existingAuthorities
        let credential = try #require(first.simulation.read(CredentialDomain.self) { $0[DefaultWorld.credential] })
        let record = try #require(credential.certificate)
        let certificate = try await first.certificate(record)
        let last = first.simulation.journal.lastSeq
        try await first.simulation.shutdown()

        let second = try await Worlds.open(storage, at: Records.now + 3 * Records.day, keys: NoKeys())
        #expect(second.pki.existingAuthorities.map(\.certificate) == authorities.map(\.certificate))
        #expect(second.pki.existingAuthorities.map(\.key.publicKey) == authorities.map(\.key.publicKey))
        #expect(try await second.certificate(record) == certificate)
        #expect(try await second.key("credential.second-doctor").publicKey == certificate.publicKey)
        let since = try await second.simulation.journal.events(after: last)
        #expect(
            since.allSatisfy { $0.type.hasPrefix("clock.") || $0.type.hasPrefix("simulation.") },
            "\(since.map(\.type))"
        )
        try await second.simulation.shutdown()

        // Another host name needs another TLS root, which is then kept in its turn.
        let third = try await Worlds.open(storage, hostNames: ["sim.example.jp"], keys: NoKeys())
        let root = try third.pki.authority("tls-root").certificate
        #expect(root != authorities.last { $0.label == "tls-root" }?.certificate)
        try await third.simulation.shutdown()
        let fourth = try await Worlds.open(storage, hostNames: ["sim.example.jp"], keys: NoKeys())
        #expect(try fourth.pki.authority("tls-root").certificate == root)
        try await fourth.simulation.shutdown()
    }

    @Test func `a reset leads back, with the same files`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        try await simulation.establish()
        let blob = try #require(simulation.read(ClientCertificateDomain.self) { $0[DefaultWorld.clientCertificate] })
            .pkcs12Blob
        let file = try await simulation.blobs.bytes(blob)
        try await simulation.perform(
            .revoke("client-clinic", reason: .superseded),
            in: ClientCertificateDomain.self,
            cause: .program
        )
        try await simulation.blobs.store(Blob(id: blob, [1]))
        #expect(try vault.revocationLists.current("client-issuing").entryCount == 1)
        try await simulation.reset()
        #expect(simulation.read(ClientCertificateDomain.self) { $0["client-clinic"]?.revocation } == nil)
        #expect(try await simulation.blobs.bytes(blob) == file)
        #expect(try vault.revocationLists.current("client-issuing").entryCount == 0)
        try await simulation.shutdown()
    }

    @Test func `certificates and dues happen on the simulation's clock, each at its own instant`() async throws {
        let vault = try await Worlds.open()
        let simulation = vault.simulation
        try await simulation.clock.advance(by: .seconds(6 * 366 * 86_400))
        let events = try await simulation.journal.events(types: ["credential.expired", "client-certificate.expired"])
        #expect(events.count == 10)
        for event in events { #expect(JapanDay(at: event.instant).start == event.instant) }
        #expect(events.map(\.instant) == events.map(\.instant).sorted())
        try await simulation.shutdown()
    }
}

/// A cache that has nothing and makes nothing.
private struct NoKeys: KeySource {
    struct Refused: Error {
        let request: KeyRequest
    }

    func key(_ request: KeyRequest) throws -> PrivateKey { throw Refused(request: request) }

    func prepare(_ requests: [KeyRequest]) throws {
        if let request = requests.first { throw Refused(request: request) }
    }
}
