import Foundation
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// `signatures/timestamp`: RFC 3161 tokens with the simulation clock's time.
@Suite(.timeLimit(.minutes(5))) struct TimestampTests {
    private static let data = Array("処方箋".utf8)

    private func stamp(
        _ vendor: Vendor,
        _ algorithm: DigestAlgorithm,
        nonce: String? = nil,
        version: String = "v2"
    ) async throws -> [UInt8] {
        var body: [String: JSONValue] = [
            "hash": .string(Base64.encode(algorithm.hash(Self.data))),
            "hashAlgo": .string(algorithm.oid.description),
        ]
        body["nonce"] = nonce.map { .string($0) }
        let request = ClientRequest.json("/csc/\(version)/signatures/timestamp", JSONValue.object(body).text())
        let answer = try await vendor.signing.send(request.bearer(vendor.token))
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(Base64.decode(try answer.json["timestamp"]?.string ?? ""))
    }

    @Test(arguments: [DigestAlgorithm.sha256, .sha384, .sha512], ["v1", "v2"])
    func `stamps a digest, and the authority's certificate proves it`(
        algorithm: DigestAlgorithm,
        version: String
    ) async throws {
        try await Vendor.loggedIn { vendor in
            #expect(try await vendor.command("clock.freeze", ["at": "2027-05-06T07:08:09Z"]).status == 200)
            var vendor = vendor
            vendor.token = try await vendor.logIn("doctor")
            let token = try TimeStampToken(derEncoded: try await stamp(vendor, algorithm, version: version))
            #expect(token.imprint == algorithm.hash(Self.data) && token.imprintAlgorithm == algorithm.oid)
            #expect(token.time == Date(rfc3339: "2027-05-06T07:08:09Z"))
            #expect(token.policy == "2.999.1")
            let certificate = try #require(token.signerCertificate())
            #expect(certificate.subject.description.contains("TimeStampServer01"))
            try token.verifySignature(by: certificate)
        }
    }

    @Test(.needs(program: "openssl")) func `openssl verifies a token and its nonce`() async throws {
        try await Vendor.loggedIn { vendor in
            let folder = try TemporaryDirectory()
            let data = try folder.write(String(decoding: Self.data, as: UTF8.self), to: "data")
            let file = folder.path("token.der")
            try Data(try await stamp(vendor, .sha256, nonce: "0123456789abcdef")).write(to: URL(filePath: file))
            let authority = folder.path("ca.der")
            let published = try await vendor.portal.send(.get("/pki/ca/time-stamping.cer"))
            try Data(published.body).write(to: URL(filePath: authority))
            let pem = folder.path("ca.pem")
            try await ProcessRunner.output(
                of: "openssl",
                ["x509", "-inform", "DER", "-in", authority, "-out", pem]
            )
            let verdict = try await ProcessRunner.run(
                "openssl",
                ["ts", "-verify", "-token_in", "-in", file, "-data", data, "-CAfile", pem]
            )
            #expect(verdict.allText.contains("Verification: OK"), "\(verdict.allText)")
            let shown = try await ProcessRunner.output(
                of: "openssl",
                ["ts", "-reply", "-token_in", "-in", file, "-text", "-token_out"]
            )
            #expect("\(shown)".contains("Nonce: 0x0123456789ABCDEF"))
        }
    }
}
