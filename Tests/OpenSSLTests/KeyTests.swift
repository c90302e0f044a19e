import Testing

@testable import OpenSSL

@Suite struct KeyTests {
    @Test func `kinds are what was asked for`() throws {
        #expect(TestKeys.rsa.kind == .rsa(bits: 2048))
        #expect(TestKeys.weakRSA.kind == .rsa(bits: 1024))
        #expect(TestKeys.p256.kind == .ec(.p256))
        #expect(TestKeys.p521.publicKey.kind == .ec(.p521))
        guard case .rsa(let modulus, let exponent) = TestKeys.rsa.publicKey.numbers else {
            Issue.record("no RSA numbers")
            return
        }
        #expect(modulus.count == 256 && modulus[0] & 0x80 != 0)
        #expect(exponent == [1, 0, 1])
        #expect(throws: OpenSSLError.self) { try PrivateKey.generate(.rsa(bits: 64)) }
        #expect(throws: OpenSSLError.self) { try PrivateKey.generate(.rsa(bits: Int.max)) }
    }

    @Test func `survive PKCS8 and PEM`() throws {
        for key in TestKeys.all {
            let der = try key.pkcs8DER()
            #expect(try PrivateKey(pkcs8DER: der).publicKey == key.publicKey)
            #expect(try PrivateKey(pkcs8DER: der).pkcs8DER() == der)
            #expect(try PrivateKey(pem: key.pem()).publicKey == key.publicKey)
            #expect(try PublicKey(spkiDER: key.publicKey.spkiDER).numbers == key.publicKey.numbers)
            #expect(key.publicKey.numbers.spkiDER == key.publicKey.spkiDER)
        }
    }

    @Test func `the older PEM forms are read`() throws {
        var info = try DERReader.single(DERTag.sequence, TestKeys.rsa.pkcs8DER()).reader
        _ = try (info.next(), info.next())
        let pkcs1 = PEM.encode(label: "RSA PRIVATE KEY", Array(try info.next(DERTag.octetString).content))
        #expect(try PrivateKey(pem: pkcs1).publicKey == TestKeys.rsa.publicKey)
        // RFC 5915, with the curve named inside.
        var ecInfo = try DERReader.single(DERTag.sequence, TestKeys.p256.pkcs8DER()).reader
        _ = try (ecInfo.next(), ecInfo.next())
        var fields = try DERReader.single(DERTag.sequence, try ecInfo.next(DERTag.octetString).content).reader
        let sec1 = DER.sequence(
            Array(try fields.next().encoded),
            Array(try fields.next().encoded),
            DER.explicit(0, DER.oid(EllipticCurve.p256.oid)),
            Array(try fields.next().encoded)
        )
        let pem = PEM.encode(label: "EC PRIVATE KEY", sec1)
        #expect(try PrivateKey(pem: pem).publicKey == TestKeys.p256.publicKey)
    }

    @Test func `an encrypted key is refused, not asked for on the terminal`() {
        let text = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n"
        #expect(throws: PEM.FormatError.self) { try PrivateKey(pem: text) }
    }

    @Test func `other algorithms and curves are refused by name`() throws {
        // id-Ed25519 and secp256k1.
        let ed25519 = DER.sequence(
            DER.sequence(DER.oid("1.3.101.112")),
            DER.bitString(bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        )
        #expect(throws: OpenSSLError.refused("reading a key", "key of type ED25519")) {
            try PublicKey(spkiDER: ed25519)
        }
        let generator =
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
            + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"
        let koblitz = DER.sequence(
            DER.sequence(DER.oid("1.2.840.10045.2.1"), DER.oid("1.3.132.0.10")),
            DER.bitString([4] + bytes(generator))
        )
        #expect(throws: OpenSSLError.refused("reading a key", "elliptic curve secp256k1")) {
            try PublicKey(spkiDER: koblitz)
        }
    }

    @Test func `the key identifier is SHA-1 over the bit string's content`() throws {
        let key = TestKeys.p256.publicKey
        guard case .ec(_, let x, let y) = key.numbers else {
            Issue.record("no coordinates")
            return
        }
        #expect(key.keyIdentifier == DigestAlgorithm.sha1.hash([4] + x + y))
    }
}
