import Testing

@testable import OpenSSL

@Suite struct SignatureTests {
    private let digest = DigestAlgorithm.sha256.hash(Array("prescription".utf8))

    @Test(arguments: DigestAlgorithm.allCases)
    func `every key signs every hash, and only that hash verifies`(algorithm: DigestAlgorithm) throws {
        let digest = algorithm.hash(Array("a".utf8))
        var otherDigest = digest
        otherDigest[0] ^= 1
        for key in TestKeys.all {
            let paddings: [SignaturePadding] =
                if case .rsa = key.kind {
                    [.pkcs1v15, .pss(saltLength: nil), .pss(saltLength: 0), .pss(saltLength: 20)]
                } else {
                    [.pkcs1v15]
                }
            for padding in paddings
            where !(key.kind == .rsa(bits: 1024) && algorithm == .sha512 && padding != .pkcs1v15) {
                let signature = try key.signature(digest: digest, algorithm: algorithm, padding: padding)
                let isValid = { (digest: [UInt8], signature: [UInt8]) in
                    key.publicKey.isValid(signature: signature, digest: digest, algorithm: algorithm, padding: padding)
                }
                #expect(isValid(digest, signature))
                #expect(!isValid(otherDigest, signature))
                #expect(!isValid(digest, Array(signature.dropLast())))
                #expect(!isValid(digest, []))
                #expect(!isValid([], signature))
                #expect(
                    !TestKeys.otherRSA.publicKey.isValid(signature: signature, digest: digest, algorithm: algorithm)
                )
            }
        }
    }

    @Test func `a message is hashed and signed`() throws {
        let message = Array("prescription".utf8)
        let signature = try TestKeys.rsa.signature(message: message, algorithm: .sha256)
        #expect(signature == (try TestKeys.rsa.signature(digest: digest, algorithm: .sha256)))
        #expect(TestKeys.rsa.publicKey.isValid(signature: signature, message: message, algorithm: .sha256))
    }

    @Test func `paddings and salt lengths do not stand for each other`() throws {
        let key = TestKeys.rsa
        let pkcs1 = try key.signature(digest: digest, algorithm: .sha256)
        let pss = try key.signature(digest: digest, algorithm: .sha256, padding: .pss(saltLength: nil))
        let isValid = { (signature: [UInt8], padding: SignaturePadding) in
            key.publicKey.isValid(signature: signature, digest: digest, algorithm: .sha256, padding: padding)
        }
        #expect(isValid(pss, .pss(saltLength: 32)))
        #expect(!isValid(pss, .pss(saltLength: 20)))
        #expect(!isValid(pss, .pkcs1v15))
        #expect(!isValid(pkcs1, .pss(saltLength: nil)))
    }

    @Test(arguments: [0, 20, 31, 33, 64])
    func `a hash of the wrong length is refused`(count: Int) {
        #expect(throws: OpenSSLError.self) {
            try TestKeys.rsa.signature(digest: [UInt8](repeating: 0, count: count), algorithm: .sha256)
        }
    }

    @Test func `a salt that does not fit is an error`() {
        #expect(throws: OpenSSLError.self) {
            try TestKeys.weakRSA.signature(digest: digest, algorithm: .sha256, padding: .pss(saltLength: 100))
        }
        #expect(throws: OpenSSLError.self) {
            try TestKeys.rsa.signature(digest: digest, algorithm: .sha256, padding: .pss(saltLength: Int.max))
        }
    }

    /// EMSA-PKCS1-v1_5 (RFC 8017, 9.2) by hand under the raw operation is the same as the library's signature.
    @Test func `the raw operation signs a block that was padded elsewhere`() throws {
        let digestInfo = bytes("3031300d060960864801650304020105000420") + digest
        let block = [0, 1] + [UInt8](repeating: 0xff, count: 256 - 3 - digestInfo.count) + [0] + digestInfo
        #expect(
            try TestKeys.rsa.rawPrivateOperation(block) == TestKeys.rsa.signature(digest: digest, algorithm: .sha256)
        )
    }

    @Test func `the raw operation wants one block below the modulus of an RSA key`() {
        for block in [[], [UInt8](repeating: 1, count: 255), [UInt8](repeating: 1, count: 257)] {
            #expect(throws: OpenSSLError.self) { try TestKeys.rsa.rawPrivateOperation(block) }
        }
        #expect(throws: OpenSSLError.self) {
            try TestKeys.rsa.rawPrivateOperation([UInt8](repeating: 0xff, count: 256))
        }
        #expect(throws: OpenSSLError.self) { try TestKeys.p256.rawPrivateOperation([UInt8](repeating: 1, count: 72)) }
    }

    @Test func `a failure leaves the error queue empty and says why`() {
        do {
            _ = try TestKeys.rsa.rawPrivateOperation([UInt8](repeating: 0xff, count: 256))
            Issue.record("signed a block above the modulus")
        } catch let error as OpenSSLError {
            #expect(error.entries.first?.reason == "data too large for modulus")
            #expect(error.description == "EVP_PKEY_sign: data too large for modulus; RSA lib")
        } catch {
            Issue.record("\(error)")
        }
        #expect(OpenSSLError.takingQueue(after: "nothing").entries.isEmpty)
        _ = TestKeys.rsa.publicKey.isValid(signature: [1], digest: digest, algorithm: .sha256)
        #expect(OpenSSLError.takingQueue(after: "nothing").entries.isEmpty)
    }
}
