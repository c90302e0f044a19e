import Foundation
import Testing

@testable import OpenSSL

/// Damaged bytes must give an error or a value, never a crash; and a value that was given must be usable.
@Suite struct MalformedInputTests {
    /// Cuts the end off at `rounds` / 4 places, then damages `rounds` copies. Fewer rounds for what makes OpenSSL
    /// allocate a thousand times: this also runs under sanitizers that record each allocation.
    private func tryAll(_ original: [UInt8], rounds: Int = 1_200, _ use: ([UInt8]) throws -> Void) {
        for count in stride(from: 0, to: original.count, by: max(1, original.count * 4 / rounds)) {
            try? use(Array(original.prefix(count)))
        }
        var mutator = Mutator(seed: 1)
        for _ in 0..<rounds { try? use(mutator.damage(original)) }
        // Nothing may stay behind on this thread's error queue.
        #expect(OpenSSLError.takingQueue(after: "nothing").entries.isEmpty)
    }

    private func certificate() throws -> Certificate {
        try TestAuthority("root").issue(extensions: [
            .subjectAltName([
                .otherName("1.2.3", value: DER.utf8String("因")), .dns("a"),
                .directoryName(DistinguishedName([.country("JP")])),
            ]),
            .certificatePolicies([CertificatePolicy("1.2.3", cps: "http://localhost/")]),
            .cRLDistributionPoints([[.uri("http://localhost/")]]),
            .nameConstraints(permitted: [.dns("a")]),
        ])
    }

    @Test func certificates() throws {
        let root = try TestAuthority("root")
        let verifier = ChainVerifier(anchors: [root.certificate])
        tryAll(try certificate().derEncoded) { der in
            let certificate = try Certificate(derEncoded: der)
            _ = (certificate.description, certificate.serialHex, certificate.fingerprint(), certificate.pem)
            _ = (try? certificate.publicKey, try? certificate.keyUsage, try? certificate.extendedKeyUsage)
            _ = (try? certificate.policies, try? certificate.subjectAltNames)
            _ = certificate.isSigned(by: TestKeys.rsa.publicKey)
            _ = try verifier.verify(certificate, at: .now2026)
        }
    }

    @Test func `revocation lists`() throws {
        let root = try TestAuthority("root")
        let leaf = try certificate()
        let entries = (1...3).map { RevokedCertificate(serialNumber: [$0], date: .now2026, reason: .superseded) }
        tryAll(try root.revocationList(entries).derEncoded) { der in
            let list = try RevocationList(derEncoded: der)
            _ = (list.number, list.revocation(of: [2]), list.isSigned(by: root.key.publicKey))
            _ = try ChainVerifier(anchors: [root.certificate], revocationLists: [list]).verify(leaf, at: .now2026)
        }
    }

    @Test func `OCSP requests and responses`() throws {
        let root = try TestAuthority("root")
        let leaf = try certificate()
        let delegate = try root.issue("responder", purposes: [ExtendedKeyUsage.ocspSigning])
        let id = try OCSPCertificateID(leaf, issuer: root.certificate)
        let signer = OCSPRequest.Signer(key: TestKeys.p384, chain: [delegate])
        tryAll(try OCSPRequest([id], nonce: .random(), signer: signer).derEncoded, rounds: 400) { der in
            let request = try OCSPRequest(derEncoded: der)
            _ = (request.ids.map { $0.names(leaf, issuer: root.certificate) }, request.nonce)
            _ = request.signature?.isMade(by: root.key.publicKey)
        }
        let response = try OCSPResponder(delegate: delegate, key: TestKeys.p384).response(
            [
                OCSPSingleResponse(
                    id,
                    .revoked(at: .now2026, .superseded),
                    thisUpdate: .now2026,
                    nextUpdate: .now2026.adding(days: 1)
                )
            ],
            producedAt: .now2026,
            nonce: .random()
        )
        tryAll(response.derEncoded, rounds: 400) { der in
            _ = try OCSPResponse(derEncoded: der)
            _ = try OCSPVerifier(issuer: root.certificate).answer(about: leaf, in: der, at: .now2026)
        }
    }

    @Test(arguments: [KeyKind.rsa(bits: 1024), .ec(.p256)])
    func keys(kind: KeyKind) throws {
        let key = try PrivateKey.generate(kind)
        tryAll(try key.pkcs8DER(), rounds: 400) { _ = try PrivateKey(pkcs8DER: $0).pkcs8DER() }
        tryAll(key.publicKey.spkiDER, rounds: 400) { der in
            let key = try PublicKey(spkiDER: der)
            _ = (key.jwk.thumbprint, key.keyIdentifier)
            _ = key.isValid(signature: [1, 2, 3], digest: [UInt8](repeating: 0, count: 32), algorithm: .sha256)
        }
        if kind != .ec(.p256) { return }
        tryAll(Array(try key.pem().utf8), rounds: 400) { _ = try PrivateKey(pem: String(decoding: $0, as: UTF8.self)) }
    }

    @Test(arguments: [PKCS12Encryption.aes256, .rc2])
    func `p12 files, with and without a MAC`(encryption: PKCS12Encryption) throws {
        let contents = try PKCS12(
            privateKey: TestKeys.p256,
            certificate: TestAuthority("root").certificate,
            friendlyName: "名"
        )
        let context = try encryption == .rc2 ? LibraryContext.legacy.get() : .standard
        let writer = PKCS12Writer(context: context, encryption: encryption, password: "x", iterations: 1)
        let file = try writer.write(contents)
        var fields = try DERReader.single(DERTag.sequence, file).reader
        let withoutMAC = DER.sequence(Array(try fields.next().encoded), Array(try fields.next().encoded))
        if encryption == .aes256 {
            #expect(try PKCS12(derEncoded: withoutMAC, password: "x").identities.count == 1)
            #expect(throws: PKCS12ReadError.wrongPassword) { try PKCS12(derEncoded: withoutMAC, password: "y") }
        } else {
            #expect(throws: PKCS12ReadError.unsupportedEncryption("RC2-40-CBC")) {
                try PKCS12(derEncoded: withoutMAC, password: "x")
            }
        }
        for original in [file, withoutMAC] {
            tryAll(original, rounds: 400) {
                _ = try PKCS12(derEncoded: $0, password: "x").identities.map(\.isConsistent)
            }
        }
    }

    @Test func `an absurd iteration count is refused at once`() throws {
        let file = try PKCS12(privateKey: TestKeys.p256, certificate: TestAuthority("root").certificate)
            .encoded(password: "x")
        // The MAC's iteration count, 2048, is the last value of the file.
        let absurd = Array(file.dropLast(4)) + DER.integer(2047)
        #expect(file.suffix(4) == DER.integer(2048)[...])
        #expect(throws: PKCS12ReadError.wrongPassword) { try PKCS12(derEncoded: absurd, password: "x") }
        var pfx = try DERReader.single(DERTag.sequence, file).reader
        let (version, safe) = (try pfx.next(), try pfx.next())
        var mac = try pfx.next().reader
        let (digest, salt) = (try mac.next(), try mac.next())
        let slow = DER.sequence(
            Array(version.encoded),
            Array(safe.encoded),
            DER.sequence(Array(digest.encoded), Array(salt.encoded), DER.integer(2_000_000_000))
        )
        #expect(throws: PKCS12ReadError.unsupportedEncryption("2000000000 iterations")) {
            try PKCS12(derEncoded: slow, password: "x")
        }
    }

    @Test func `names, JWS and DER`() throws {
        tryAll(DistinguishedName([.country("JP"), .commonName("神楽坂"), .serialNumber("1")]).derEncoded) { der in
            let name = try DistinguishedName(derEncoded: der)
            #expect(name.derEncoded == der)
            _ = name.description
        }
        let key = TestKeys.p256.publicKey.jwk
        let compact = try JWS.sign(payload: [1, 2, 3], header: JWSHeader(algorithm: .es256), key: TestKeys.p256)
        tryAll(Array(compact.utf8)) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if text != compact { #expect(throws: JWSError.self) { try JWS.verify(text, keys: [key]) } }
        }
        tryAll(try certificate().derEncoded) { der in
            var reader = DERReader(der)
            while !reader.isAtEnd { _ = try reader.next().text }
        }
    }
}
