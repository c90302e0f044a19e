import Foundation
import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import HPKISimulator
@testable import SigningService

/// The methods of CSC API v2 where they work, and v1 over the same rules.
@Suite(.timeLimit(.minutes(5))) struct CSCMethodTests {
    static let hash = Vendor.hash("one")
    static let hashes = JSONValue.array([.string(Base64.encode(hash))])

    private func key(_ vendor: Vendor) async throws -> PublicKey {
        let info = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).json
        let der = Base64.decode(info["cert"]?["certificates"]?[0]?.string ?? "") ?? []
        return try Certificate(derEncoded: der).publicKey
    }

    @Test func `signs in the background and hands the result to whoever polls`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            let accepted = try await vendor.csc(
                "signatures/signHash",
                [
                    "credentialID": "second-doctor", "SAD": .string(sad), "hashes": Self.hashes,
                    "signAlgo": "1.2.840.113549.1.1.11", "operationMode": "A", "validity_period": 5000,
                ]
            ).json
            let request: JSONValue = ["requestID": accepted["responseID"] ?? .null]
            var answer = try await vendor.csc("signatures/signPolling", request)
            while answer.status == 202 {
                #expect(
                    answer.refusal == "202 accepted_request: "
                        + "The previous async request has been accepted but not yet completed"
                )
                #expect(answer["Retry-After"] == "1")
                answer = try await vendor.csc("signatures/signPolling", request)
            }
            let signature = Base64.decode(try answer.json["signatures"]?[0]?.string ?? "") ?? []
            let key = try await key(vendor)
            #expect(key.isValid(signature: signature, digest: Self.hash, algorithm: .sha256))
            let named = try await vendor.csc(
                "signatures/signPolling",
                ["requestID": accepted["responseID"] ?? .null, "userID": "doctor"]
            )
            #expect(named.refusal == "400 invalid_request: userID parameter SHALL be null")
            try await vendor.command("clock.advance", ["by": "6s"])
            let late = try await vendor.csc("signatures/signPolling", request)
            #expect(late.refusal == "400 invalid_request: Invalid parameter requestID")
        }
    }

    @Test func `signs with PSS as the parameters say`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            let answer = try await vendor.csc(
                "signatures/signHash",
                [
                    "credentialID": "second-doctor", "SAD": .string(sad), "hashes": Self.hashes,
                    "signAlgo": "1.2.840.113549.1.1.10", "signAlgoParams": .string(SigningAlgorithm.parameters[0]),
                ]
            ).json
            let signature = Base64.decode(answer["signatures"]?[0]?.string ?? "") ?? []
            let key = try await key(vendor)
            #expect(
                key.isValid(signature: signature, digest: Self.hash, algorithm: .sha256, padding: .pss(saltLength: 32))
            )
        }
    }

    @Test func `goes through a transaction of two calls only by extending it`() async throws {
        try await Vendor.loggedIn { vendor in
            let first = try await vendor.authorize([Self.hash], count: 2)
            #expect(try await vendor.sign([Self.hash], first).status == 200)
            #expect(
                try await vendor.sign([Self.hash], first).refusal == "400 invalid_request: Invalid parameter SAD"
            )
            let two = Vendor.hash("two")
            let request: JSONValue = [
                "credentialID": "second-doctor", "SAD": .string(first),
                "hashes": [.string(Base64.encode(two))], "hashAlgorithmOID": Vendor.sha256,
            ]
            let second = try await vendor.csc("credentials/extendTransaction", request).json["SAD"]?.string ?? ""
            #expect(try await vendor.sign([two], second).status == 200)
            #expect(
                try await vendor.csc("credentials/extendTransaction", request).refusal
                    == "400 invalid_request: Invalid parameter SAD"
            )
        }
    }

    @Test func `serves version 1 as pyHanko speaks it`() async throws {
        try await Vendor.loggedIn { vendor in
            func v1(_ method: String, _ body: JSONValue) async throws -> JSONValue {
                try await vendor.signing.send(.json("/csc/v1/\(method)", body.text()).bearer(vendor.token)).json
            }
            let info = try await v1(
                "credentials/info",
                ["credentialID": "second-doctor", "certificates": "chain", "certInfo": false]
            )
            #expect(info["authMode"] == "implicit" && info["SCAL"] == "2" && info["multisign"] == 100)
            #expect(info["cert"]?["certificates"]?.array?.count == 3)
            #expect(info["key"]?["algo"]?.array?.contains("1.2.840.113549.1.1.11") == true)
            let sad = try await v1(
                "credentials/authorize",
                ["credentialID": "second-doctor", "numSignatures": 1, "hash": Self.hashes]
            )
            let signed = try await v1(
                "signatures/signHash",
                [
                    "credentialID": "second-doctor", "SAD": sad["SAD"] ?? .null, "hash": Self.hashes,
                    "hashAlgo": Vendor.sha256, "signAlgo": "1.2.840.113549.1.1.11",
                ]
            )
            let signature = Base64.decode(signed["signatures"]?[0]?.string ?? "") ?? []
            let key = try await key(vendor)
            #expect(key.isValid(signature: signature, digest: Self.hash, algorithm: .sha256))
            #expect(vendor.simulator.lintSummary.contains { $0.hasPrefix("csc.implied-hash-algorithm (vendor-app)") })
        }
    }

    @Test func `takes the spelling of the EUDI Swift client, and tells it`() async throws {
        try await Vendor.loggedIn { vendor in
            let info = try await vendor.csc(
                "credentials/info",
                ["credentialID": "second-doctor", "auth_info": true, "client_data": "x"]
            )
            #expect(info.status == 200)
            #expect(vendor.simulator.lintSummary.contains { $0.hasPrefix("csc.snake-case (vendor-app)") })
        }
    }
}
