import Foundation
import HPKISimulator
import OpenSSL
import Simulation
import Testing
import VendorDouble

/// The reference vendor application at a running simulator.
@Suite(.timeLimit(.minutes(5))) struct SimulatorTests {
    @Test(arguments: VendorLoginMethod.allCases)
    func `logs in by each method and signs`(method: VendorLoginMethod) async throws {
        try await Bench.with {
            $0.method = method
        } body: { bench in
            let service = try await bench.client.service()
            #expect(service.specs == "2.0.0.0" && service.authType.contains("TLS"))
            let credentials = try await bench.client.credentials()
            #expect(credentials.map(\.id) == ["second-doctor"])
            #expect(credentials[0].chain.count == 3 && credentials[0].multisign > 1)
            let signatures = try await bench.client.sign((0..<3).map { hash("\($0)") }, with: credentials[0])
            #expect(Set(signatures).count == 3)
            #expect(try await bench.events("login.approved").count == 1)
        }
    }

    @Test func `refreshes a token after its hour`() async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            try await bench.command("clock.advance", ["by": "3601s"])
            #expect(try await bench.client.sign([hash("a")], with: credential).count == 1)
            #expect(try await bench.events("login.approved").count == 1)
        }
    }

    @Test func `logs in again after the session's end`() async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            try await bench.command("session.end", ["practitioner": "doctor"])
            #expect(try await bench.client.sign([hash("a")], with: credential).count == 1)
            #expect(try await bench.events("login.approved").count == 2)
        }
    }

    @Test func `logs out, and in again for the next call`() async throws {
        try await Bench.with { bench in
            _ = try await bench.client.credentials()
            try await bench.client.session.logOut()
            #expect(try await bench.events("grant.revoked").count == 1)
            _ = try await bench.client.credentials()
            #expect(try await bench.events("login.approved").count == 2)
        }
    }

    @Test func `reports a login that the person denies`() async throws {
        try await Bench.with {
            $0.loginOutcome = "deny"
        } body: { bench in
            let cause = await cause { _ = try await bench.client.credentials() }
            guard case .login(.refused(error: "access_denied", sentence: _)) = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
        }
    }

    static let versions: [(TLSVersion, TLSFault)] = [
        (.tls12, TLSFault(.handshake, .certificateRevoked, .received)),
        (.tls13, TLSFault(.afterHandshake, .certificateRevoked, .received)),
    ]

    @Test(arguments: versions)
    func `reports the alert for a revoked certificate, and does not try again`(
        version: TLSVersion,
        fault: TLSFault
    ) async throws {
        try await Bench.with {
            $0.versions = version...version
        } body: { bench in
            try await bench.command("client-certificate.revoke", ["certificate": "client-clinic"])
            let failure = await #expect(throws: VendorFailure.self) { _ = try await bench.client.service() }
            #expect(failure?.cause == .tls(fault))
            #expect(
                failure?.description == "POST /csc/v2/info: TLS alert 44 certificate_revoked received "
                    + (version == .tls12 ? "in the handshake" : "after the handshake")
            )
            let refused = try await bench.refusedCertificates()
            #expect(refused.map { $0["payload"]?["alert"] } == [44])
        }
    }

    @Test(arguments: [TLSVersion.tls12, .tls13])
    func `reports that a certificate is required`(version: TLSVersion) async throws {
        try await Bench.with {
            $0.facility = nil
            $0.versions = version...version
        } body: { bench in
            let cause = await cause { _ = try await bench.client.service() }
            let expected: TLSFault =
                version == .tls12
                ? TLSFault(.handshake, .handshakeFailure, .received)
                : TLSFault(.afterHandshake, .certificateRequired, .received)
            #expect(cause == .tls(expected))
        }
    }

    @Test func `reports a front that answers in HTTP`() async throws {
        try await Bench.with { bench in
            try await bench.command("client-certificate.revoke", ["certificate": "client-clinic"])
            try await bench.command("front.configure", ["style": "http-400"])
            let cause = await cause { _ = try await bench.client.service() }
            #expect(cause == .refused(Refusal(400, nil, "400 The SSL certificate error")))
        }
    }

    @Test func `does not talk to a server whose authority it does not know`() async throws {
        try await Bench.with {
            $0.trustAnchors = []
        } body: { bench in
            let cause = await cause { _ = try await bench.client.service() }
            #expect(cause == .tls(TLSFault(.handshake, .unknownCA, .sent)))
        }
    }

    @Test func `spends a SAD once`() async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            let sad = try await bench.client.authorize([hash("a")], with: credential)
            _ = try await bench.client.signHash([hash("a")], sad, with: credential)
            let cause = await cause { _ = try await bench.client.signHash([hash("a")], sad, with: credential) }
            #expect(cause == .refused(Refusal(400, "invalid_request", "Invalid parameter SAD")))
        }
    }

    @Test func `finds its surroundings in the environment`() async throws {
        try await Bench.with { bench in
            let ready = bench.simulator.ready
            let environment = [
                "HPKI_SIM_SIGNING_URL": ready.signingURL, "HPKI_SIM_ISSUER": ready.issuer,
                "HPKI_SIM_CA_FILE": ready.caFile, "HPKI_SIM_P12": try #require(ready.pkcs12),
                "HPKI_SIM_P12_PASSWORD": try #require(ready.pkcs12Password), "HPKI_SIM_CLIENT_ID": ready.clientID,
                "HPKI_SIM_REDIRECT_URI": ready.redirectURI, "HPKI_SIM_PRACTITIONER": ready.practitioner,
            ]
            let settings = try VendorSettings(environment: environment, instant: { Date() })
            let client = RemoteSigningClient(VendorSession(settings))
            #expect(try await client.credentials().map(\.id) == ["second-doctor"])
            await client.session.close()
        }
    }
}
