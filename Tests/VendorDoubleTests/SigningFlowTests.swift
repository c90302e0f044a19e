import OpenSSL
import Registry
import SigningService
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The flows of csc-api.md, section 12, by the reference application at a running simulator.
@Suite(.timeLimit(.minutes(5))) struct SigningFlowTests {
    private static let hashes = (0..<3).map { hash("\($0)") }

    @Test func `signs later what the service works off in the background`() async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            let mode = OperationMode.asynchronous(validityPeriod: 60_000)
            let signatures = try await bench.client.sign(Self.hashes, with: credential, mode: mode)
            #expect(Set(signatures).count == 3)
            #expect(try await bench.events("signing.accepted").count == 1)
            #expect(try await bench.events("lint.found").isEmpty)
        }
    }

    @Test func `extends one authorization from call to call`() async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            let signatures = try await bench.client.signOneByOne(Self.hashes, with: credential)
            #expect(Set(signatures).count == 3)
            #expect(try await bench.events("authorization.created").count == 1)
            #expect(try await bench.events("authorization.extended").count == 2)
            #expect(try await bench.events("signature.created").count == 3)
        }
    }

    @Test(arguments: [OperationMode.synchronous, .asynchronous()])
    func `signs with a token of scope credential in place of a SAD`(mode: OperationMode) async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            let signatures = try await bench.client.signReleased(Self.hashes, with: credential, mode: mode)
            #expect(Set(signatures).count == 3)
            #expect(try await bench.events("authorization.created").isEmpty)
            // Once to see the credential, once to release it.
            #expect(try await bench.events("login.approved").count == 2)
            #expect(try await bench.events("lint.found").isEmpty)
        }
    }

    @Test func `reports a release that the person denies`() async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            var settings = bench.client.session.settings
            settings.loginOutcome = "deny"
            let denied = RemoteSigningClient(VendorSession(settings))
            let cause = await cause { _ = try await denied.signReleased([hash("a")], with: credential) }
            guard case .login(.refused(error: "access_denied", sentence: _)) = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
            await denied.session.close()
            #expect(try await bench.events("signature.created").isEmpty)
        }
    }

    @Test func `waits for the phone with a handle`() async throws {
        try await Bench.with {
            $0.speaksForItself = true
            $0.patience = Patience(pace: 0.05)
        } body: { bench in
            let credential = try await bench.client.credentials()[0]
            #expect(credential.id == "second-doctor")
            let phone = [AuthenticationDatum(id: "fido")]
            let mode = OperationMode.asynchronous()
            let signatures = try await bench.client.sign(Self.hashes, with: credential, mode: mode, authData: phone)
            #expect(Set(signatures).count == 3)
            #expect(try await bench.events("authorization.collected").count == 1)

            try await bench.command("authorization.hold", ["practitioner": "doctor"])
            async let denied = cause { _ = try await bench.client.sign([hash("a")], with: credential, authData: phone) }
            while try await bench.events("authorization.requested").count < 2 { try Task.checkCancellation() }
            try await bench.command("authorization.answer", ["practitioner": "doctor", "outcome": "deny"])
            let sentence = "The authentication data is invalid"
            #expect(await denied == .refused(Refusal(400, "invalid_authentication_data", sentence)))
        }
    }

    @Test func `has the card sign the challenge`() async throws {
        try await Bench.with {
            $0.speaksForItself = true
        } body: { bench in
            let credential = try await bench.client.credentials()[0]
            let challenge = try #require(try await bench.client.challenge(of: "hpki-card", for: credential))
            let world = bench.simulator.parts.world
            try await world.personalise(try #require(world.simulation.read(CardDomain.self) { $0["hpki-doctor"] }))
            let card = try await world.vault.key("card.hpki-doctor.authentication")
            let value = try card.signature(message: try #require(Base64.decode(challenge)), algorithm: .sha256)
            let factor = [AuthenticationDatum(id: "hpki-card", value: Base64.encode(value))]
            #expect(try await bench.client.sign([hash("a")], with: credential, authData: factor).count == 1)
        }
    }

    @Test func `waits as Retry-After says, and tries no more than is sensible`() async throws {
        try await Bench.with {
            $0.patience = Patience(pace: 0)
        } body: { bench in
            let credential = try await bench.client.credentials()[0]
            func fault(_ first: Int) async throws {
                let rule: JSONValue = [
                    "id": "busy", "point": "http.request", "matching": ["path": "/csc/v2/credentials/info"],
                    "when": ["first": .integer(first)], "effect": ["error": ["status": 429, "retry_after": 2]],
                ]
                #expect(try await bench.admin(.json("/_sim/faults", rule.text())).status == 200)
            }
            try await fault(2)
            #expect(try await bench.client.credential("second-doctor") == credential)
            #expect(try await bench.admin(ClientRequest("DELETE", "/_sim/faults")).status == 200)
            try await fault(100)
            let cause = await cause { _ = try await bench.client.credential("second-doctor") }
            guard case .refused(let refusal) = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
            #expect(refusal.status == 429 && refusal.error == "temporarily_unavailable" && refusal.retryAfter == 2)
        }
    }
}
