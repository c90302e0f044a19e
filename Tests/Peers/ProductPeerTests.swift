import Foundation
import HPKISimulator
import TestSupport
import Testing

/// What a simulator hands out and answers, in the hands of foreign programs.
@Suite(.timeLimit(.minutes(5)))
struct ProductPeerTests {
    @Test(.needs(program: "javac"), arguments: ["TLSv1.2", "TLSv1.3"])
    func `Java's HttpClient connects with the delivered file`(version: String) async throws {
        try await RunningSimulator.with { simulator in
            let ready = simulator.ready
            let printed = try await PeerScript.java(
                "MutualTLSClient",
                ["\(ready.signingURL)/csc/v2/nothing", ready.caFile, version, try #require(ready.pkcs12)],
                password: try #require(ready.pkcs12Password)
            )
            #expect(printed.hasPrefix("404 {"))
        }
    }

    @Test(.needsPeerPython) func `Python's cryptography opens the delivered file`() async throws {
        try await RunningSimulator.with { simulator in
            let file = try #require(simulator.ready.pkcs12)
            let password = try #require(simulator.ready.pkcs12Password)
            let described = try await PeerScript.python("read_files", ["pkcs12", file, password])
            #expect(described["keyFits"] == .truth(true))
            #expect(described["keyBits"] == .number(2048))
            guard case .list(let chain) = described["chain"] else {
                Issue.record("the file has no chain")
                return
            }
            #expect(chain.count == 2)
        }
    }

    @Test(.needsPeerPython) func `Authlib logs in from the discovery document alone`() async throws {
        try await RunningSimulator.with { simulator in
            let got = try await PeerScript.python("oidc_login", [simulator.readyFile.path])
            #expect(
                got == [
                    "challenge_is_its_own": .truth(true), "issuer_in_redirect": .truth(true), "subject": "doctor",
                    "subject_of_userinfo": "doctor", "token_type": "Bearer", "token_was_replaced": .truth(true),
                    "userinfo_after_refresh": .number(200), "revocation": .number(200),
                    "userinfo_after_revocation": .number(401),
                ]
            )
        }
    }

    @Test(.needsPeerPython, arguments: [("pkcs1", "sha256_rsa"), ("pss", "rsassa_pss")])
    func `pyHanko signs a PDF through version 1 and trusts the signature`(
        padding: String,
        mechanism: String
    ) async throws {
        try await RunningSimulator.with { simulator in
            let got = try await PeerScript.python("csc_sign_pdf", [simulator.readyFile.path, padding])
            #expect(
                got == [
                    "intact": .truth(true), "valid": .truth(true), "trusted": .truth(true),
                    "mechanism": .text(mechanism), "signer": "Ichiro Takahashi", "multisign": .number(100),
                    "chain": .number(2),
                ]
            )
        }
    }

    @Test(.needs(program: "openssl"), .needs(program: "curl"))
    func `openssl verifies each published authority and list`() async throws {
        try await RunningSimulator.with { simulator in
            let folder = try TemporaryDirectory()
            let base = "\(simulator.ready.portalURL)/pki"
            for (label, issuer) in [("medis-signature", "hpki-root"), ("client-issuing", "client-root")] {
                let list = folder.path("\(label).crl")
                try await ProcessRunner.output(of: "curl", ["-sSf", "-o", list, "\(base)/crl/\(label).crl"])
                for name in [label, issuer] {
                    let file = folder.path("\(name).cer")
                    try await ProcessRunner.output(of: "curl", ["-sSf", "-o", file, "\(base)/ca/\(name).cer"])
                    // What is published is DER (RFC 2585); openssl takes its trust anchors as PEM.
                    let convert = ["x509", "-inform", "DER", "-in", file, "-out", folder.path("\(name).pem")]
                    try await ProcessRunner.output(of: "openssl", convert)
                }
                let signature = try await ProcessRunner.run(
                    "openssl",
                    ["crl", "-inform", "DER", "-in", list, "-noout", "-CAfile", folder.path("\(label).pem")]
                )
                #expect(signature.allText == "verify OK\n")
                let verdict = try await ProcessRunner.run(
                    "openssl",
                    ["verify", "-CAfile", folder.path("\(issuer).pem"), folder.path("\(label).pem")]
                )
                #expect(verdict.outputText.hasSuffix(": OK\n"))
            }
        }
    }

    @Test(.needs(program: "openssl"), arguments: ["-tls1_2", "-tls1_3"])
    func `openssl trusts the server's certificate for its name and address`(version: String) async throws {
        try await RunningSimulator.with { simulator in
            let port = try #require(URL(string: simulator.ready.signingURL)?.port)
            for check in [["-verify_hostname", "localhost"], ["-verify_ip", "127.0.0.1"]] {
                let result = try await ProcessRunner.run(
                    "openssl",
                    ["s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", simulator.ready.caFile, version] + check
                )
                #expect(result.allText.contains("Verify return code: 0 (ok)"))
            }
        }
    }
}
