import Cards
import Foundation
import ISO7816
import OpenSSL
import Testing
import VendorDouble

/// The reference client's local signing, against the cards.
@Suite
struct HPKICardSignerTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)
    private static let expiry = Date(timeIntervalSince1970: 1_900_000_000)
    private static let digest = DigestAlgorithm.sha256.hash([1, 2, 3])

    private static func card(
        _ layout: HPKICardLayout,
        triesLeft: Int = 15,
        certificate isThere: Bool = true,
        wrongKey: Bool = false
    ) throws -> RecordedCard {
        let keys = try CardFixture.keys.get()
        let name = DistinguishedName([.commonName("TEST signer")])
        let certificate = try CertificateTemplate(
            serialNumber: [1],
            issuer: name,
            subject: name,
            notBefore: Date(timeIntervalSince1970: 1_700_000_000),
            notAfter: Self.expiry,
            publicKey: keys.signature.publicKey,
            extensions: []
        ).signed(by: keys.signature)
        let application = HPKIApplication(
            .signature,
            key: wrongKey ? keys.authentication : keys.signature,
            certificate: isThere ? certificate.derEncoded : nil
        )
        let card = HPKICard(layout: layout, applications: [application], pin: CardFixture.pin, triesLeft: triesLeft)
        return RecordedCard(CardMachine(card)) { _ in }
    }

    private static func signer(_ card: RecordedCard?, pin: String? = CardFixture.pin) -> HPKICardSigner {
        HPKICardSigner(MachineTerminals(card: card), patience: Patience(pace: 0)) { _ in pin }
    }

    @Test(arguments: ["jma", "jahis"])
    func `Signs with both layouts`(_ layout: String) async throws {
        let signer = Self.signer(try Self.card(layout == "jma" ? .jma : .jahis))
        let signature = try await signer.sign(digest: Self.digest, at: Self.now)
        let publicKey = try signature.certificate.publicKey
        #expect(publicKey.isValid(signature: signature.bytes, digest: Self.digest, algorithm: .sha256))
    }

    /// Widths, spaces and capitals are no other person.
    @Test(arguments: ["TEST signer", "Test  Signer", "ＴＥＳＴ　ｓｉｇｎｅｒ"])
    func `The registered holder's card is used, however the name is written`(_ name: String) async throws {
        let terminals = MachineTerminals(card: try Self.card(.jahis))
        let signer = HPKICardSigner(
            terminals,
            holder: RegisteredPerson(japanese: "", romanised: name),
            patience: Patience(pace: 0)
        ) { _ in CardFixture.pin }
        _ = try await signer.sign(digest: Self.digest, at: Self.now)
    }

    @Test
    func `Another's card gets no PIN`() async throws {
        let terminals = MachineTerminals(card: try Self.card(.jahis))
        let signer = HPKICardSigner(
            terminals,
            holder: RegisteredPerson(japanese: "", romanised: "Test Singer"),
            patience: Patience(pace: 0)
        ) { _ in
            Issue.record("the PIN is asked for")
            return nil
        }
        await #expect(throws: CardSigningFailure.otherHolder("TEST signer")) {
            try await signer.sign(digest: Self.digest, at: Self.now)
        }
    }

    @Test
    func `Each failure is told apart`() async throws {
        func expect(_ failure: CardSigningFailure, _ card: RecordedCard?, pin: String? = CardFixture.pin) async {
            await #expect(throws: failure) {
                try await Self.signer(card, pin: pin).sign(digest: Self.digest, at: Self.now)
            }
        }
        await expect(.reader(.noSmartcard), nil)
        await expect(.noHPKICard(isMyNumber: true), RecordedCard(try CardFixture.myNumber()) { _ in })
        await expect(.noHPKICard(isMyNumber: false), RecordedCard(CardMachine(ForeignCard())) { _ in })
        await expect(.noCertificate(.unknown), try Self.card(.jma, certificate: false))
        await expect(.noCertificate(.unknown), try Self.card(.jahis, certificate: false))
        await expect(.cancelled, try Self.card(.jma), pin: nil)
        await expect(.unusableSecret(.hpkiPIN), try Self.card(.jma), pin: "123")
        await expect(.wrongSecret(.hpkiPIN, triesLeft: 14, .unknown), try Self.card(.jma), pin: "9999")
        await expect(.lastTry(.hpkiPIN, .unknown), try Self.card(.jahis, triesLeft: 1))
        await expect(.blocked(.hpkiPIN, .unknown), try Self.card(.jahis, triesLeft: 0))
        await expect(.wrongSignature(.unknown), try Self.card(.jma, wrongKey: true))
        let late = CardSigningFailure.expired(Self.expiry, .unknown)
        await #expect(throws: late) {
            try await Self.signer(try Self.card(.jma)).sign(digest: Self.digest, at: Self.expiry + 1)
        }
    }
}
