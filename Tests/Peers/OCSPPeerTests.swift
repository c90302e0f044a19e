import Foundation
import HPKISimulator
import HealthcarePKI
import OpenSSL
import TestSupport
import Testing

/// OCSP as foreign programs make, read and judge it.
@Suite(.timeLimit(.minutes(5)), .needs(program: "openssl"))
struct OCSPPeerTests {
    private let files: TemporaryDirectory
    private let peer: PeerPKI
    private let authority: String
    private let issuer: Certificate
    private let leaf: Certificate

    init() throws {
        files = try TemporaryDirectory()
        peer = try PeerPKI.shared.get()
        authority = "client-issuing"
        let identity = try peer.identity(from: authority)
        issuer = identity.authorities[0]
        leaf = identity.certificate
        _ = try files.write(issuer.pem, to: "issuer.pem")
        _ = try files.write(identity.authorities.map(\.pem).joined(), to: "roots.pem")
        _ = try files.write(leaf.pem, to: "leaf.pem")
    }

    private func responder(delegated: Bool) throws -> OCSPResponder {
        guard delegated else { return OCSPResponder(authority: issuer, key: try peer.pki.authority(authority).key) }
        let delegate = try peer.identity(from: authority, profile: "ocsp-responder")
        return OCSPResponder(delegate: delegate.certificate, key: delegate.key)
    }

    // MARK: - openssl reads ours

    @Test(arguments: [false, true]) func `openssl verifies our responses`(delegated: Bool) async throws {
        let id = try OCSPCertificateID(leaf, issuer: issuer)
        let revoked = peer.instant.addingTimeInterval(-3600)
        let statuses: [(OCSPCertificateStatus, String)] = [
            (.good, "leaf.pem: good"), (.unknown, "leaf.pem: unknown"),
            (.revoked(at: revoked, .keyCompromise), "leaf.pem: revoked"),
        ]
        for (status, line) in statuses {
            let answer = OCSPSingleResponse(
                id,
                status,
                thisUpdate: peer.instant,
                nextUpdate: peer.instant.addingTimeInterval(86_400)
            )
            let response = try responder(delegated: delegated).response([answer], producedAt: peer.instant)
            let said = try await openssl(reading: response.derEncoded)
            #expect(said.allText.contains("Response verify OK"))
            #expect(said.allText.contains(line))
            #expect(said.allText.contains("Reason: keyCompromise") == (line == "leaf.pem: revoked"))
            #expect(said.status == .exited(0))
        }
    }

    @Test func `openssl refuses the response of another authority`() async throws {
        let other = try peer.pki.authority("medical-institution")
        let answer = OCSPSingleResponse(
            try OCSPCertificateID(leaf, issuer: issuer),
            .good,
            thisUpdate: peer.instant,
            nextUpdate: nil
        )
        let response = try OCSPResponder(delegate: other.certificate, key: other.key)
            .response([answer], producedAt: peer.instant)
        let said = try await openssl(reading: response.derEncoded)
        #expect(said.allText.contains("Response Verify Failure"))
        #expect(!said.allText.contains("Response verify OK"))
    }

    @Test func `openssl reads our statuses without an answer`() async throws {
        for (status, text) in [
            (OCSPResponseStatus.malformedRequest, "malformedrequest (1)"), (.internalError, "internalerror (2)"),
            (.tryLater, "trylater (3)"), (.sigRequired, "sigrequired (5)"), (.unauthorized, "unauthorized (6)"),
        ] {
            let said = try await openssl(reading: OCSPResponse.failure(status).derEncoded)
            #expect(said.allText.contains("Responder Error: \(text)"))
        }
    }

    private func openssl(reading response: [UInt8]) async throws -> ProcessResult {
        try await ProcessRunner.run(
            "openssl",
            [
                "ocsp", "-respin", try files.write(response, to: "response.der"), "-no_nonce",
                "-issuer", "issuer.pem", "-cert", "leaf.pem", "-CAfile", "roots.pem", "-no-CApath", "-no-CAstore",
            ],
            directory: files.path
        )
    }

    // MARK: - We read what openssl makes

    @Test(arguments: [false, true]) func `openssl answers our requests`(delegated: Bool) async throws {
        let identity = try peer.identity(from: authority, profile: delegated ? "ocsp-responder" : nil)
        let signer = delegated ? identity.certificate : issuer
        let key = delegated ? identity.key : try peer.pki.authority(authority).key
        let revoked = try peer.identity(from: authority).certificate
        let stranger = try peer.identity(from: authority).certificate
        // The format of index.txt: status, expiry, revocation, serial, file, subject.
        let index = """
            V\t400101000000Z\t\t\(leaf.serialHex)\tunknown\t/CN=leaf
            R\t400101000000Z\t260101000000Z,superseded\t\(revoked.serialHex)\tunknown\t/CN=revoked

            """
        _ = try files.write(index, to: "index.txt")
        _ = try files.write(signer.pem, to: "signer.pem")
        _ = try files.write(try key.pem(), to: "signer.key")
        let nonce = OCSPNonce.random()
        let subjects = [leaf, revoked, stranger]
        let request = try OCSPRequest(subjects.map { try OCSPCertificateID($0, issuer: issuer) }, nonce: nonce)
        _ = try files.write(request.derEncoded, to: "request.der")
        try await ProcessRunner.output(
            of: "openssl",
            [
                "ocsp", "-index", "index.txt", "-CA", "issuer.pem", "-rsigner", "signer.pem", "-rkey", "signer.key",
                "-reqin", "request.der", "-respout", "made.der", "-ndays", "1",
            ],
            directory: files.path
        )
        let response = try OCSPResponse(derEncoded: files.read("made.der"))
        let verifier = OCSPVerifier(issuer: issuer, nonce: nonce)
        let found = try subjects.map { try verifier.answer(about: $0, in: response, at: .now).status }
        #expect(found == [.good, .revoked(at: Date(timeIntervalSince1970: 1_767_225_600), .superseded), .unknown])
        #expect(response.basic?.nonce == nonce)
    }

    @Test func `we read openssl's requests, and it reads ours`() async throws {
        try await ProcessRunner.output(
            of: "openssl",
            ["ocsp", "-issuer", "issuer.pem", "-cert", "leaf.pem", "-reqout", "request.der"],
            directory: files.path
        )
        let theirs = try OCSPRequest(derEncoded: files.read("request.der"))
        let nonce = try #require(theirs.nonce)
        #expect(theirs.ids == [try OCSPCertificateID(leaf, issuer: issuer)])
        let ours = try OCSPRequest(theirs.ids, nonce: nonce)
        #expect(ours.derEncoded == theirs.derEncoded)
    }

    // MARK: - What the front staples

    private func show(_ staple: String, _ simulator: Simulator) async throws {
        try await simulator.perform(SimulatorCommand("front.show", ["staple": .string(staple)]))
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `openssl prints the staple`(version: String) async throws {
        try await RunningSimulator.with { simulator in
            let address = try #require(URL(string: simulator.ready.signingURL))
            let port = try #require(address.port)
            for (staple, text) in [
                ("good", "Cert Status: good"), ("revoked", "Cert Status: revoked"),
                ("none", "OCSP response: no response sent"),
            ] {
                try await show(staple, simulator)
                let said = try await ProcessRunner.run(
                    "openssl",
                    [
                        "s_client", "-connect", "localhost:\(port)", "-status", version,
                        "-CAfile", simulator.ready.caFile,
                    ]
                ).allText
                #expect(said.contains(text), "\(staple): \(said)")
                #expect(said.contains("Revocation Reason: keyCompromise") == (staple == "revoked"))
            }
        }
    }

    @Test(.needs(program: "curl")) func `curl takes a good staple, and no other`() async throws {
        try await RunningSimulator.with { simulator in
            for (staple, status) in [
                ("good", 0), ("revoked", 91), ("unknown", 91), ("stale", 91), ("wrong-signer", 91), ("none", 91),
            ] {
                try await show(staple, simulator)
                for version in ["1.2", "1.3"] {
                    let said = try await ProcessRunner.run(
                        "curl",
                        [
                            "-sS", "--cert-status", "--cacert", simulator.ready.caFile, "--tls-max", version,
                            "--cert-type", "P12",
                            "--cert", "\(simulator.ready.pkcs12 ?? ""):\(simulator.ready.pkcs12Password ?? "")",
                            "\(simulator.ready.signingURL)/csc/v2/info", "--json", "{}",
                        ]
                    )
                    #expect(said.status == .exited(Int32(status)), "\(staple), \(version): \(said.allText)")
                }
            }
        }
    }
}
