import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// Tokens that stand for something else than a practitioner's session: for one release of a credential, for a client alone.
@Suite(.timeLimit(.minutes(5))) struct TokenKindTests {
    private static let hash = Vendor.hash("one")
    private static let verifier = String(repeating: "v", count: 64)
    private static let challenge = Base64URL.encode(DigestAlgorithm.sha256.hash(Array(verifier.utf8)))

    /// As the EUDI clients ask: pushed, with `authorization_details` alone, the digest in base64url (csc-api.md, 10.2).
    private static var details: String {
        let digests: JSONValue = [["hash": .string(Base64URL.encode(hash)), "label": "処方箋 1"]]
        let detail: JSONValue = [
            "type": "credential", "credentialID": "second-doctor", "documentDigests": digests,
            "hashAlgorithmOID": Vendor.sha256,
        ]
        return JSONValue.array([detail]).text()
    }

    /// The token answer of a release that was pushed over mutual TLS and approved without a browser.
    private func release(_ vendor: Vendor) async throws -> JSONValue {
        let ready = vendor.simulator.ready
        let own = [("client_id", ready.clientID), ("redirect_uri", ready.redirectURI)]
        let asked =
            own + [
                ("response_type", "code"), ("scope", "credential"), ("code_challenge", Self.challenge),
                ("code_challenge_method", "S256"), ("authorization_details", Self.details),
            ]
        let pushed = try await vendor.signing.send(.form("/oauth2/pushed_authorize", asked))
        #expect(pushed.status == 201)
        #expect(pushed["Cache-Control"] == "no-cache, no-store")
        let pushedJSON = try pushed.json
        #expect(pushedJSON["expires_in"] == 90)
        let query = [("client_id", ready.clientID), ("request_uri", pushedJSON["request_uri"]?.string ?? "")]
            .map { "\($0)=\(ClientRequest.percentEncoded($1))" }.joined(separator: "&")
        let accept = [("Accept", "application/json")]
        let page = try await vendor.portal.send(.get("/oauth2/authorize?\(query)", fields: accept)).json
        let submit = String(page["submit"]?.string?.dropFirst(ready.portalURL.count) ?? "")
        let choice = #"{"practitioner":"doctor","method":"hpki-card"}"#
        let redirect = try await vendor.portal.send(.json(submit, choice)).json["redirect"]?.string ?? ""
        let code = URLComponents(string: redirect)?.queryItems?.first { $0.name == "code" }?.value ?? ""
        let form =
            own + [
                ("grant_type", "authorization_code"), ("code", code), ("code_verifier", Self.verifier),
                ("authorization_details", Self.details),
            ]
        return try await vendor.signing.send(.form("/oauth2/token", form)).json
    }

    private func sign(_ hash: [UInt8], _ vendor: Vendor) async throws -> ClientAnswer {
        try await vendor.csc(
            "signatures/signHash",
            [
                "credentialID": "second-doctor", "hashes": [.string(Base64.encode(hash))],
                "hashAlgorithmOID": Vendor.sha256, "signAlgo": "1.2.840.113549.1.1.1",
            ]
        )
    }

    @Test func `a credential token signs what was released, once, without a SAD`() async throws {
        try await Vendor.withSimulator { simulator in
            var vendor = try await Vendor(simulator)
            let token = try await release(vendor)
            #expect(token["token_type"] == "Bearer")
            #expect(token["refresh_token"] == nil)
            #expect(token["authorization_details"]?[0]?["numSignatures"] == 1)
            vendor.token = token["access_token"]?.string ?? ""
            let other = try await sign(Vendor.hash("other"), vendor)
            #expect(other.refusal == "400 invalid_request: Hash is not authorized by the SAD")
            let listed = try await vendor.csc("credentials/list", [:])
            #expect(
                listed.refusal
                    == "400 invalid_scope: The requested scope is invalid, unknown, or malformed."
            )
            let signed = try await sign(Self.hash, vendor)
            #expect(signed.status == 200)
            let again = try await sign(Self.hash, vendor)
            #expect(
                again.refusal
                    == "401 expired_token: The access or refresh token is expired or has been revoked."
            )
        }
    }

    @Test func `a client's own token asks for a factor of the practitioner`() async throws {
        try await Vendor.withSimulator { simulator in
            var vendor = try await Vendor(simulator)
            let form = [("grant_type", "client_credentials"), ("client_id", simulator.ready.clientID)]
            let token = try await vendor.signing.send(.form("/oauth2/token", form)).json
            vendor.token = token["access_token"]?.string ?? ""
            let nobody = try await vendor.csc("credentials/list", [:])
            #expect(nobody.refusal == "400 invalid_request: Invalid parameter userID")
            let listed = try await vendor.csc("credentials/list", ["userID": "doctor"]).json
            #expect(listed["credentialIDs"] == ["second-doctor"])

            var request: JSONValue = [
                "credentialID": "second-doctor", "numSignatures": 1, "hashes": [.string(Base64.encode(Self.hash))],
                "hashAlgorithmOID": Vendor.sha256, "authData": [],
            ]
            let without = try await vendor.csc("credentials/authorize", request)
            #expect(without.refusal == "400 invalid_authentication_data: The authentication data is invalid")
            request = .object((request.object ?? [:]).merging(["authData": [["id": "fido"]]]) { $1 })
            let asked = try await vendor.csc("credentials/authorize", request)
            #expect(asked.status == 202)
            let handle = try asked.json["handle"] ?? .null
            let approved = try await vendor.csc("credentials/authorizeCheck", ["handle": handle])
            #expect(approved.status == 200)
            let sad = try approved.json["SAD"]?.string ?? ""
            let signed = try await vendor.sign([Self.hash], sad)
            #expect(signed.status == 200)
            let again = try await vendor.sign([Self.hash], sad)
            #expect(again.refusal == "400 invalid_request: Invalid parameter SAD")
        }
    }
}
