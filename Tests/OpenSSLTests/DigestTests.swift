import Testing

@testable import OpenSSL

@Suite struct DigestTests {
    /// FIPS 180-4 example values (NIST, "SHA1.pdf" … "SHA512.pdf"): one block, and the two-block message.
    @Test(arguments: [
        (DigestAlgorithm.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        (
            .sha1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            .sha384, "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
    ])
    func `hashes the examples of FIPS 180-4`(algorithm: DigestAlgorithm, message: String, expected: String) {
        let digest = algorithm.hash(Array(message.utf8))
        #expect(Hex.encode(digest) == expected)
        #expect(digest.count == algorithm.byteCount)
    }

    @Test func `is found by its object identifier`() {
        for algorithm in DigestAlgorithm.allCases { #expect(DigestAlgorithm(oid: algorithm.oid) == algorithm) }
        #expect(DigestAlgorithm(oid: "1.2.840.113549.2.5") == nil)
    }

    /// RFC 4231, sections 4.3 and 4.7: a short key, and one that is longer than a block.
    @Test(arguments: [
        (
            DigestAlgorithm.sha256, Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            .sha512, Array("Jefe".utf8), "what do ya want for nothing?",
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        ),
        (
            .sha256, [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `makes the codes of RFC 4231`(algorithm: DigestAlgorithm, key: [UInt8], message: String, expected: String) {
        #expect(Hex.encode(algorithm.hmac(Array(message.utf8), key: key)) == expected)
    }
}
