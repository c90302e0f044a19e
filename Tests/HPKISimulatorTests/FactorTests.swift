import Foundation
import HTTPTypes
import OpenSSL
import Registry
import Simulation
import Testing
import WebFront

@testable import HPKISimulator
@testable import SigningService

/// Authorization by a client that speaks for itself: the person's factor is part of the request.
@Suite(.timeLimit(.minutes(5))) struct FactorTests {
    static let hash = Vendor.hash("one")

    /// A service over a running world, called as the vendor application with a token of client credentials.
    struct Client {
        let world: RunningWorld
        let service: SigningService
        let caller: Caller

        init(_ simulator: Simulator) throws {
            let world = simulator.parts.world
            let vault = world.vault
            self.world = world
            service = SigningService(
                simulation: world.simulation,
                oauth2: "",
                logo: "",
                credentials: SigningService.Credentials(
                    key: { try await vault.key("credential.\($0)") },
                    chain: { _ in [] },
                    authenticationKey: { try await world.authenticationKey(of: $0, $1) }
                ),
                lints: world.lints,
                authenticate: { _, _ in .failure(.unknown) },
                revoke: { _, _, _, _, _ in },
                notify: { _, _ in },
                stamp: { _, _, _ in [] }
            )
            let record = world.simulation.read(ClientCertificateDomain.self) { $0[DefaultWorld.clientCertificate] }
            caller = Caller(
                grant: AccessGrant(
                    practitionerID: nil,
                    clientID: "vendor-app",
                    scopes: ["service"],
                    sessionID: nil,
                    tokenDigest: "t",
                    isBound: true,
                    expiresAt: .distantFuture
                ),
                tokenDigest: "t",
                certificate: record.flatMap { Hex.decode($0.certificate.fingerprint) },
                cause: .program,
                trace: TraceID()
            )
        }

        func authorize(_ authData: JSONValue) async throws -> CSCAnswer {
            try await service.authorize(
                [
                    "credentialID": "second-doctor", "numSignatures": 1, "hashAlgorithmOID": Vendor.sha256,
                    "hashes": [.string(Base64.encode(FactorTests.hash))], "authData": authData,
                ],
                caller
            )
        }

        func challenge() async throws -> String {
            let answer = try await service.getChallenge(
                ["credentialID": "second-doctor", "authObjectID": "hpki-card"],
                caller
            )
            return answer.json?["challenge"]?.string ?? ""
        }

        func answer(_ challenge: String) async throws -> JSONValue {
            _ = try await world.authenticationKey(of: "doctor", .hpkiCard)
            let key = try await world.vault.key("card.hpki-doctor.authentication")
            let bytes = try #require(Base64.decode(challenge))
            return .string(Base64.encode(try key.signature(message: bytes, algorithm: .sha256)))
        }

        func check(_ handle: JSONValue?) async throws -> CSCAnswer {
            try await service.authorizeCheck(["handle": handle ?? .null], caller)
        }
    }

    @Test func `takes the card's signature over the challenge, once`() async throws {
        try await Vendor.withSimulator { simulator in
            let client = try Client(simulator)
            let answer = try await client.answer(try await client.challenge())
            let entry: JSONValue = [["id": "hpki-card", "value": answer]]
            #expect(try await client.authorize(entry).json?["SAD"] != nil)
            await #expect(throws: CSCError.invalidAuthenticationData) { try await client.authorize(entry) }
            await #expect(throws: CSCError.invalidAuthenticationData) { try await client.authorize([]) }
        }
    }

    @Test func `locks after fifteen wrong answers in a row`() async throws {
        try await Vendor.withSimulator { simulator in
            let client = try Client(simulator)
            for _ in 0..<15 {
                _ = try await client.challenge()
                await #expect(throws: CSCError.invalidAuthenticationData) {
                    try await client.authorize([["id": "hpki-card", "value": "AAAA"]])
                }
            }
            await #expect(throws: CSCError.credentialLocked) { try await client.challenge() }
            await #expect(throws: CSCError.credentialLocked) { try await client.authorize([["id": "fido"]]) }
            let blocked = try await client.world.simulation.journal.events(types: ["factor.blocked"])
            #expect(blocked.count == 1)
        }
    }

    @Test func `asks the phone, which approves at once, later, or not`() async throws {
        try await Vendor.withSimulator { simulator in
            let client = try Client(simulator)
            let asked = try await client.authorize([["id": "fido"]])
            #expect(asked.status.code == 202)
            #expect(try await client.check(asked.json?["handle"]).json?["SAD"] != nil)
            await #expect(throws: CSCError.invalidHandle) { try await client.check(asked.json?["handle"]) }
            for (outcome, error) in [("approve", nil), ("deny", CSCError.invalidAuthenticationData)] {
                let vendor = try await Vendor(simulator)
                try await vendor.command("authorization.hold", ["practitioner": "doctor"])
                let handle = try await client.authorize([["id": "fido"]]).json?["handle"]
                #expect(try await client.check(handle).status.code == 202)
                // Served by the simulator's own rules: the command is the one of the admin API.
                try await vendor.command(
                    "authorization.answer",
                    ["practitioner": "doctor", "outcome": .string(outcome)]
                )
                if let error {
                    await #expect(throws: error) { try await client.check(handle) }
                } else {
                    #expect(try await client.check(handle).json?["SAD"] != nil)
                }
            }
        }
    }
}
