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
}
