import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// Messages shaped like those of the EUDI Swift client (csc-api.md, section 10.2): what it sends is served, and what it cannot
/// do without is in the answers. That it is told of its spelling is the lints' affair.
@Suite(.timeLimit(.minutes(5))) struct EUDIClientTests {
    /// What its decoder needs of `info`.
    private static let info = Shape.object(
        required: [
            "specs": .string, "name": .string, "logo": .string, "region": .string, "lang": .string,
            "description": .string, "authType": .array(.string), "oauth2": .string, "methods": .array(.string),
            "signAlgorithms": .object(required: ["algos": .array(.string), "algoParams": .array(.string)]),
            "signature_formats": .object(
                required: ["formats": .array(.string), "envelope_properties": .array(.array(.string))]
            ),
            "conformance_levels": .array(.string),
        ]
    )
    /// The same of each entry of `credentialInfos`.
    private static let credential = Shape.object(
        required: [
            "credentialID": .string, "multisign": .number,
            "key": .object(required: ["status": .string, "algo": .array(.string), "len": .number]),
            "cert": .object(
                required: [
                    "status": .string, "certificates": .array(.string), "issuerDN": .string, "subjectDN": .string,
                    "serialNumber": .string, "validFrom": .string, "validTo": .string,
                ]
            ),
            "auth": .object(required: ["mode": .string]),
        ]
    )
    private static let token = Shape.object(
        required: ["access_token": .string, "token_type": .string, "expires_in": .number]
    )

    private static let verifier = String(repeating: "v", count: 64)
    private static let hash = Vendor.hash("a sample pdf")

    /// Base64url without padding, and `locations` though there are none.
    private static let details =
        #"[{"documentDigests":[{"hash":"\#(Base64URL.encode(hash))","label":"A sample pdf"}],"#
        + #""credentialID":"second-doctor","hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","locations":[],"type":"credential"}]"#

    private func token(_ vendor: Vendor, _ scope: String, _ more: [(String, String)]) async throws -> JSONValue {
        let ready = vendor.simulator.ready
        let query =
            [
                ("response_type", "code"), ("client_id", ready.clientID), ("redirect_uri", ready.redirectURI),
                ("scope", scope), ("state", "xyz"), ("code_challenge_method", "S256"),
                ("code_challenge", Base64URL.encode(DigestAlgorithm.sha256.hash(Array(Self.verifier.utf8)))),
            ] + more
        let target = query.map { "\($0)=\(ClientRequest.percentEncoded($1))" }.joined(separator: "&")
        // The value of `oauth2` ends in a slash, to which it appends another.
        let page = try await vendor.portal.send(
            .get("//oauth2/authorize?\(target)", fields: [("Accept", "application/json")])
        ).json
        let submit = String(page["submit"]?.string?.dropFirst(ready.portalURL.count) ?? "")
        let choice = #"{"practitioner":"doctor","method":"hpki-card"}"#
        let redirect = try await vendor.portal.send(.json(submit, choice)).json["redirect"]?.string ?? ""
        let code = URLComponents(string: redirect)?.queryItems?.first { $0.name == "code" }?.value ?? ""
        let form =
            [
                ("client_id", ready.clientID), ("redirect_uri", ready.redirectURI), ("state", "xyz"),
                ("grant_type", "authorization_code"), ("code_verifier", Self.verifier), ("code", code),
            ] + more
        let answer = try await vendor.portal.send(.form("//oauth2/token", form)).json
        #expect(Self.token.complaints(about: answer).isEmpty)
        return answer
    }

    private func send(_ method: String, _ body: String, _ token: String, _ vendor: Vendor) async throws -> JSONValue {
        let fields: [ClientRequest.Field] = [("Content-Type", "application/json"), ("Accept", "application/json")]
        let request = ClientRequest("POST", "/csc/v2/\(method)", fields: fields, body: Array(body.utf8))
        let answer = try await vendor.signing.send(request.bearer(token))
        #expect(answer.status == 200, "\(answer.text)")
        return try answer.json
    }

    @Test func `each of its requests is served, up to the signature`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let info = try await vendor.signing.send(.json("/csc/v2/info", #"{"lang":"en-US"}"#)).json
            #expect(Self.info.complaints(about: info).isEmpty)
            let service = try await token(vendor, "service", [])["access_token"]?.string ?? ""
            let listed = try await send(
                "credentials/list",
                #"{"credentialInfo":true,"certificates":"chain","certInfo":true,"auth_info":true,"only_valid":true,"#
                    + #""lang":"en-US","client_data":"string"}"#,
                service,
                vendor
            )
            for info in listed["credentialInfos"]?.array ?? [] {
                #expect(Self.credential.complaints(about: info).isEmpty)
            }
            #expect(listed["credentialInfos"]?.array?.count == 1)
            _ = try await send(
                "credentials/info",
                #"{"credentialID":"second-doctor","certificates":"chain","certInfo":true,"auth_info":true}"#,
                service,
                vendor
            )
            let release = try await token(vendor, "credential", [("authorization_details", Self.details)])
            let signed = try await send(
                "signatures/signHash",
                #"{"credentialID":"second-doctor","hashes":["\#(Base64.encode(Self.hash))"],"#
                    + #""hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","signAlgo":"1.2.840.113549.1.1.1","#
                    + #""operationMode":"S","client_data":"string"}"#,
                release["access_token"]?.string ?? "",
                vendor
            )
            #expect(signed["signatures"]?.array?.count == 1)
        }
    }
}
