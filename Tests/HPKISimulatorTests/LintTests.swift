import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// What the signing service takes though a service in operation may not: one event with a sentence for each habit.
@Suite(.timeLimit(.minutes(5))) struct LintTests {
    private static let hash: [UInt8] = [UInt8](repeating: 0xFB, count: 32)

    private func found(_ vendor: Vendor) async throws -> [String] {
        let events = try await vendor.simulator.parts.simulation.journal.events(types: ["lint.found"])
        return events.map { event in
            #expect(event.payload["subject"] == "vendor-app")
            let rule = event.payload["rule"]
            #expect(rule?["japanese"]?.string?.isEmpty == false && rule?["english"]?.string?.isEmpty == false)
            return rule?["id"]?.string ?? ""
        }
    }

    @Test func `nothing is found at a vendor that does all of it right`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            #expect(try await vendor.sign([Self.hash], sad).status == 200)
            #expect(try await found(vendor).isEmpty)
        }
    }

    struct Habit: Sendable, CustomTestStringConvertible {
        let rule: String
        var method = "v2/credentials/info"
        var contentType = "application/json;charset=UTF-8"
        var body: JSONValue = ["credentialID": "second-doctor"]
        var testDescription: String { rule }
    }

    private static let authorization: [String: JSONValue] = [
        "credentialID": "second-doctor", "numSignatures": 1, "hashes": [.string(Base64.encode(hash))],
        "hashAlgorithmOID": Vendor.sha256,
    ]

    static let habits = [
        Habit(rule: "csc.missing-charset", contentType: "application/json"),
        Habit(rule: "csc.snake-case", body: ["credential_id": "second-doctor", "cert_info": true]),
        Habit(
            rule: "csc.base64url",
            method: "v2/credentials/authorize",
            body: .object(authorization.merging(["hashes": [.string(Base64URL.encode(hash))]]) { $1 })
        ),
        Habit(
            rule: "csc.base64url",
            method: "v1/credentials/authorize",
            body: ["credentialID": "second-doctor", "numSignatures": 1, "hash": [.string(Base64URL.encode(hash))]]
        ),
    ]

    @Test(arguments: habits) func `is told`(_ habit: Habit) async throws {
        try await Vendor.loggedIn { vendor in
            let request = ClientRequest(
                "POST",
                "/csc/\(habit.method)",
                fields: [("Content-Type", habit.contentType)],
                body: habit.body.utf8()
            )
            for _ in 0..<2 {
                let answer = try await vendor.signing.send(request.bearer(vendor.token))
                #expect(answer.status == 200)
            }
            #expect(try await found(vendor) == [habit.rule])
            let summary = vendor.simulator.lintSummary
            #expect(summary.count == 1 && summary[0].hasPrefix("\(habit.rule) (vendor-app): "))
            #expect(summary[0].contains("Seen 2 times, first with trace "))
        }
    }

    @Test func `an algorithm that is implied`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            let answer = try await vendor.csc(
                "signatures/signHash",
                [
                    "credentialID": "second-doctor", "SAD": .string(sad),
                    "hashes": [.string(Base64.encode(Self.hash))], "hashAlgorithmOID": "1.2.3",
                    "signAlgo": "1.2.840.113549.1.1.11",
                ]
            )
            #expect(answer.status == 200)
            #expect(try await found(vendor) == ["csc.implied-hash-algorithm"])
        }
    }

    @Test func `a token that is bound to nothing`() async throws {
        try await Vendor.loggedIn { vendor in
            var unbound = vendor
            var settings = try VendorSettings(readyFile: vendor.simulator.readyFile, instant: { Date() })
            settings.takesUnboundTokens = true
            let session = VendorSession(settings)
            unbound.token = try await session.accessToken()
            await session.close()
            #expect(try await unbound.csc("credentials/list", [:]).status == 200)
            #expect(try await found(vendor) == ["oauth.unbound-token", "csc.unbound-token"])
        }
    }

    @Test func `polling faster than Retry-After`() async throws {
        try await Vendor.loggedIn { vendor in
            var client = vendor
            let form = [("grant_type", "client_credentials"), ("client_id", vendor.simulator.ready.clientID)]
            client.token =
                try await vendor.signing.send(.form("/oauth2/token", form)).json["access_token"]?.string ?? ""
            try await vendor.command("authorization.hold", ["practitioner": "doctor"])
            let asked = try await client.csc(
                "credentials/authorize",
                .object(Self.authorization.merging(["authData": [["id": "fido"]]]) { $1 })
            ).json
            let check: JSONValue = ["handle": asked["handle"] ?? .null]
            for _ in 0..<2 { #expect(try await client.csc("credentials/authorizeCheck", check).status == 202) }
            #expect(try await found(client) == ["csc.fast-polling"])
        }
    }
}
