import OpenSSL
import Simulation
import Testing
import VendorDouble

/// What the application does with signatures that are not what it asked for: it uses none of them.
@Suite(.timeLimit(.minutes(5))) struct SignatureFaultTests {
    static let hashes = [hash("a"), hash("b"), hash("c")]

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let fault: SignatureFault
        /// Makes the answer from the good signatures.
        let change: @Sendable ([String], FakeSigner) -> [String]
    }

    static let cases = [
        Case(testDescription: "none", fault: .count(expected: 3, received: 0)) { _, _ in [] },
        Case(testDescription: "too few", fault: .count(expected: 3, received: 2)) { good, _ in Array(good.dropLast()) },
        Case(testDescription: "too many", fault: .count(expected: 3, received: 4)) { good, _ in good + [good[0]] },
        Case(testDescription: "reordered", fault: .reordered(index: 1)) { good, _ in [good[0], good[2], good[1]] },
        Case(testDescription: "the same twice", fault: .reordered(index: 2)) { good, _ in [good[0], good[1], good[1]] },
        Case(testDescription: "a bit flipped", fault: .invalid(index: 1)) { good, _ in
            var bytes = Base64.decode(good[1]) ?? []
            bytes[100] ^= 1
            return [good[0], Base64.encode(bytes), good[2]]
        },
        Case(testDescription: "another key", fault: .invalid(index: 0)) { good, signer in
            [signer.signature(of: hashes[0], with: signer.otherKey), good[1], good[2]]
        },
        Case(testDescription: "another padding", fault: .invalid(index: 0)) { good, signer in
            [signer.signature(of: hashes[0], .pss(saltLength: nil)), good[1], good[2]]
        },
        Case(testDescription: "another hash", fault: .invalid(index: 2)) { good, signer in
            [good[0], good[1], signer.signature(of: hash("d"))]
        },
        Case(testDescription: "no base64", fault: .notBase64(index: 1)) { good, _ in [good[0], "*" + good[1], good[2]]
        },
        Case(testDescription: "empty", fault: .invalid(index: 0)) { good, _ in ["", good[1], good[2]] },
    ]

    @Test(arguments: cases) func `refuses`(_ wrong: Case) async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let good = Self.hashes.map { service.signer.signature(of: $0) }
            let signatures = wrong.change(good, service.signer).map { JSONValue.string($0) }
            service.script(FakeService.csc("signatures/signHash"), .json(["signatures": .array(signatures)]))
            let cause = await cause { _ = try await client.sign(Self.hashes, with: credential) }
            #expect(cause == .signatures(wrong.fault))
            #expect(service.requests(at: FakeService.csc("signatures/signHash")).count == 1)
        }
    }

    @Test func `takes good ones`() async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let signatures = try await client.sign(Self.hashes, with: credential)
            #expect(signatures.map(Base64.encode) == Self.hashes.map { service.signer.signature(of: $0) })
        }
    }

    @Test func `asks for PSS with its parameters, and verifies it`() async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let pss = SignatureAlgorithm(digest: .sha256, padding: .pss(saltLength: nil))
            let signatures = try await client.sign([hash("a")], with: credential, pss)
            #expect(
                service.signer.key.publicKey.isValid(
                    signature: signatures[0],
                    digest: hash("a"),
                    algorithm: .sha256,
                    padding: .pss(saltLength: 32)
                )
            )
            let body = try JSONValue.parse(service.requests(at: FakeService.csc("signatures/signHash"))[0].body)
            #expect(body["signAlgo"] == "1.2.840.113549.1.1.10")
            // RFC 4055, section 3.1: SHA-256, MGF1 with SHA-256, a salt of 32 bytes.
            #expect(
                body["signAlgoParams"]
                    == "MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEg"
            )
        }
    }

    @Test func `does not ask for what the credential does not offer`() async throws {
        try await FakeService.with { service, client in
            var description = service.signer.description().object ?? [:]
            description["key"] = ["status": "enabled", "algo": ["1.2.840.113549.1.1.10"], "len": 2048]
            service.script(FakeService.csc("credentials/info"), .json(.object(description)))
            let credential = try await client.credentials()[0]
            let cause = await cause { _ = try await client.sign([hash("a")], with: credential) }
            #expect(cause == .credential(.algorithmNotOffered))
            #expect(service.requests(at: FakeService.csc("credentials/authorize")).isEmpty)
        }
    }

    @Test(arguments: [("disabled", "valid"), ("enabled", "suspended"), ("disabled", "revoked")])
    func `does not sign with a credential that cannot`(key: String, certificate: String) async throws {
        try await FakeService.with { service, client in
            service.script(
                FakeService.csc("credentials/info"),
                .json(service.signer.description(keyStatus: key, certificateStatus: certificate))
            )
            let credential = try await client.credentials()[0]
            let cause = await cause { _ = try await client.sign([hash("a")], with: credential) }
            #expect(cause == .credential(.unusable(key: key, certificate: certificate)))
        }
    }
}
