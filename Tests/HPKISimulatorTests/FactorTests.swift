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
                    authenticationKeys: { try await world.authenticationKeys($0) }
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

        func answer(_ challenge: String, card: String = "hpki-doctor") async throws -> JSONValue {
            try await world.personalise(
                try #require(world.simulation.read(CardDomain.self) { $0[ID(rawValue: card)] })
            )
            let key = try await world.vault.key("card.\(card).authentication")
            let bytes = try #require(Base64.decode(challenge))
            return .string(Base64.encode(try key.signature(message: bytes, algorithm: .sha256)))
        }

        func check(_ handle: JSONValue?) async throws -> CSCAnswer {
            try await service.authorizeCheck(["handle": handle ?? .null], caller)
        }
    }

    /// At five years there are two cards of one person, and a third that nobody took away.
    @Test func `takes any valid card of the person, and says why it takes another not`() async throws {
        try await Vendor.withSimulator { simulator in
            let client = try Client(simulator)
            let renewed = try await client.answer(client.challenge(), card: "hpki-doctor-renewed")
            #expect(try await client.authorize([["id": "hpki-card", "value": renewed]]).json?["SAD"] != nil)
            let expired = try await client.answer(client.challenge(), card: "hpki-doctor-expired")
            var error = CSCError.invalidAuthenticationData
            error.certificateStatus = "expired"
            await #expect(throws: error) { try await client.authorize([["id": "hpki-card", "value": expired]]) }
            let foreign = try await client.answer(client.challenge(), card: "hpki-pharmacist")
            await #expect(throws: CSCError.accessDenied) {
                try await client.authorize([["id": "hpki-card", "value": foreign]])
            }
            let events = try await simulator.parts.simulation.journal.events(after: 0).map(\.type)
            #expect(!events.contains("factor.refused"))
            #expect(events.count { $0 == "factor.rejected" } == 2)
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
