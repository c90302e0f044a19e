import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// What `credentials/list` and `credentials/info` of v2 show, option by option (csc-api.md, sections 3.4 and 3.5).
@Suite(.timeLimit(.minutes(5))) struct CredentialOptionTests {
    private static let id: JSONValue = "second-doctor"

    @Test func `list shows ids alone unless more is asked for`() async throws {
        try await Vendor.loggedIn { vendor in
            #expect(try await vendor.csc("credentials/list", [:]).json == ["credentialIDs": [Self.id]])
            // "have a meaning only with credentialInfo:true"
            let without = try await vendor.csc(
                "credentials/list",
                ["certificates": "chain", "certInfo": true, "authInfo": true, "onlyValid": false, "lang": "en"]
            )
            #expect(try without.json == ["credentialIDs": [Self.id]])
            let with = try await vendor.csc("credentials/list", ["credentialInfo": true]).json["credentialInfos"]?[0]
            var alone = try await vendor.csc("credentials/info", ["credentialID": Self.id]).json.object ?? [:]
            alone["credentialID"] = Self.id
            #expect(with == .object(alone))
            #expect(with?["cert"]?["certificates"]?.array?.count == 1)
        }
    }

    @Test(arguments: [("none", nil), ("single", 1), ("chain", 3)])
    func `certificates come as asked for, end entity first`(option: String, count: Int?) async throws {
        try await Vendor.loggedIn { vendor in
            let answer = try await vendor.csc(
                "credentials/info",
                ["credentialID": Self.id, "certificates": .string(option)]
            ).json
            let certificates = answer["cert"]?["certificates"]?.array
            #expect(certificates?.count == count)
            guard let leaf = certificates?.first?.string else { return }
            let certificate = try Certificate(derEncoded: try #require(Base64.decode(leaf)))
            #expect(certificate.serialHex == "7E570001")
        }
    }

    @Test func `certInfo tells names, serial number and dates`() async throws {
        try await Vendor.loggedIn { vendor in
            let request: [String: JSONValue] = ["credentialID": Self.id, "certificates": "none"]
            let without = try await vendor.csc("credentials/info", .object(request)).json["cert"]
            #expect(without == ["status": "valid"])
            let asked = request.merging(["certInfo": true]) { $1 }
            let cert = try await vendor.csc("credentials/info", .object(asked)).json["cert"]
            #expect(
                Set((cert?.object ?? [:]).keys) == [
                    "status", "issuerDN", "subjectDN", "serialNumber", "validFrom", "validTo",
                ]
            )
            #expect(cert?["serialNumber"] == "7E570001")
            // RFC 4514 turns the order round.
            #expect(cert?["subjectDN"]?.string?.hasSuffix("C=JP") == true)
            for date in ["validFrom", "validTo"] {
                #expect(cert?[date]?.string?.wholeMatch(of: #/\d{14}Z/#) != nil)
            }
        }
    }

    @Test func `authInfo tells a client by itself which factors there are`() async throws {
        try await Vendor.loggedIn { vendor in
            let request: JSONValue = ["credentialID": Self.id, "authInfo": true]
            let person = try await vendor.csc("credentials/info", request).json["auth"]
            #expect(person == ["mode": "explicit", "objects": []])
            var client = vendor
            let form = [("grant_type", "client_credentials"), ("client_id", vendor.simulator.ready.clientID)]
            client.token =
                try await vendor.signing.send(.form("/oauth2/token", form)).json["access_token"]?.string ?? ""
            let auth = try await client.csc("credentials/info", request).json["auth"]
            #expect(auth?["expression"] == "hpki-card XOR fido XOR my-number")
            let objects = auth?["objects"]?.array?.map { "\($0["id"]?.string ?? "") \($0["type"]?.string ?? "")" }
            #expect(
                objects == [
                    "hpki-card ChallengeResponse", "fido ChallengeResponseOOB", "my-number ChallengeResponse",
                ]
            )
            #expect(try await client.csc("credentials/info", ["credentialID": Self.id]).json["auth"]?["objects"] == nil)
        }
    }

    @Test(arguments: [("en", "en"), ("en-US", "en"), ("ja", "ja-JP"), ("fr", "ja-JP"), (nil, "ja-JP")])
    func `lang is the one asked for, or the service's own, and named`(asked: String?, given: String) async throws {
        try await Vendor.loggedIn { vendor in
            var request: [String: JSONValue] = ["credentialID": Self.id]
            request["lang"] = asked.map { .string($0) }
            let credential = try await vendor.csc("credentials/info", .object(request)).json
            #expect(credential["lang"] == .string(given))
            let info: [String: JSONValue] = asked.map { ["lang": .string($0)] } ?? [:]
            #expect(try await vendor.csc("info", .object(info)).json["lang"] == .string(given))
        }
    }

    @Test func `onlyValid leaves out what cannot sign`() async throws {
        try await Vendor.loggedIn(as: "doctor-and-pharmacist") { vendor in
            try await vendor.command(
                "practitioner.join",
                ["practitioner": "doctor-and-pharmacist", "facility": "clinic"]
            )
            try await vendor.command("credential.suspend", ["credential": "second-both-as-doctor"])
            let all = try await vendor.csc("credentials/list", [:]).json
            #expect(all == ["credentialIDs": ["second-both-as-doctor", "second-both-as-pharmacist"]])
            let valid = try await vendor.csc("credentials/list", ["onlyValid": true]).json
            #expect(valid == ["credentialIDs": ["second-both-as-pharmacist"], "onlyValid": true])
        }
    }

    @Test func `auth revoke ends the token at once`() async throws {
        try await Vendor.loggedIn { vendor in
            let token: JSONValue = .string(vendor.token)
            let answer = try await vendor.csc("auth/revoke", ["token": token, "token_type_hint": "access_token"])
            #expect(answer.status == 204 && answer.body.isEmpty)
            let refused = try await vendor.csc("credentials/list", [:])
            #expect(
                refused.refusal == "401 expired_token: The access or refresh token is expired or has been revoked."
            )
            #expect(refused["WWW-Authenticate"] == #"Bearer error="invalid_token""#)
        }
    }
}
