import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The answers of `/csc/v1` against the official schemas of v1.0.3, with the repairs of csc-api.md, section 13: `multisign` is
/// a number, `key.curve` an OID, `PIN.format` A or N, and `PIN`, `OTP` are there in explicit mode only.
@Suite(.timeLimit(.minutes(5))) struct Version1ShapeTests {
    static let info = Shape.object(
        required: [
            "specs": .oneOf(["1.0.3.0"]), "name": .text(255), "logo": .string, "region": .oneOf(["JP"]),
            "lang": .string,
            "description": .text(255), "oauth2": .string, "methods": .array(.string),
            "authType": .array(
                .oneOf(["external", "TLS", "basic", "digest", "oauth2code", "oauth2implicit", "oauth2client"])
            ),
        ]
    )
    static let list = Shape.object(
        required: ["credentialIDs": .array(.string)],
        optional: ["nextPageToken": .string]
    )
    private static let presence = Shape.oneOf(["true", "false", "optional"])
    static let credential = Shape.object(
        required: [
            "key": .object(
                required: ["status": .oneOf(["enabled", "disabled"]), "algo": .array(.string), "len": .number],
                optional: ["curve": .string]
            ),
            "cert": .object(
                required: [:],
                optional: [
                    "status": .oneOf(["valid", "expired", "revoked", "suspended"]), "certificates": .array(.string),
                    "issuerDN": .string, "serialNumber": .string, "subjectDN": .string, "validFrom": .string,
                    "validTo": .string,
                ]
            ),
            "authMode": .oneOf(["implicit", "explicit", "oauth2code"]),
            "multisign": .number,
        ],
        optional: [
            "description": .text(255), "SCAL": .oneOf(["1", "2"]), "lang": .string,
            "PIN": .object(
                required: ["presence": presence],
                optional: ["format": .oneOf(["A", "N"]), "label": .text(255), "description": .text(255)]
            ),
            "OTP": .object(
                required: ["presence": presence],
                optional: [
                    "type": .oneOf(["offline", "online"]), "format": .oneOf(["A", "N"]), "label": .text(255),
                    "description": .text(255), "ID": .string, "provider": .string,
                ]
            ),
        ]
    )
    static let authorization = Shape.object(required: ["SAD": .string], optional: ["expiresIn": .number])
    static let signatures = Shape.object(required: ["signatures": .array(.string)])
    static let error = Shape.object(required: ["error": .string, "error_description": .string])

    private static let hash = JSONValue.string(Base64.encode(Vendor.hash("one")))

    private func v1(_ method: String, _ body: JSONValue, _ vendor: Vendor) async throws -> JSONValue {
        let answer = try await vendor.signing.send(.json("/csc/v1/\(method)", body.text()).bearer(vendor.token))
        #expect(answer["Content-Type"] == "application/json;charset=UTF-8")
        return try answer.json
    }

    @Test func `every answer has its shape`() async throws {
        try await Vendor.loggedIn { vendor in
            let everything: JSONValue = [
                "credentialID": "second-doctor", "certificates": "chain", "certInfo": true, "authInfo": true,
                "lang": "en-US", "clientData": "x",
            ]
            let info = try await v1("info", ["lang": "en-US"], vendor)
            #expect(Self.info.complaints(about: info).isEmpty)
            // "the 1.0.4.0 document itself says the value is 1.0.3.0"; what v2 alone has is not listed.
            #expect(
                info["methods"] == [
                    "auth/revoke", "credentials/authorize", "credentials/extendTransaction", "credentials/info",
                    "credentials/list", "credentials/sendOTP", "signatures/signHash",
                ]
            )
            let listed = try await v1("credentials/list", ["maxResults": 10, "clientData": "x"], vendor)
            #expect(Self.list.complaints(about: listed).isEmpty)
            let implicit = try await v1("credentials/info", everything, vendor)
            #expect(Self.credential.complaints(about: implicit).isEmpty)
            #expect(implicit["authMode"] == "implicit" && implicit["PIN"] == nil && implicit["OTP"] == nil)
            #expect(implicit["auth"] == nil)
            let authorized = try await v1(
                "credentials/authorize",
                [
                    "credentialID": "second-doctor", "numSignatures": 2, "hash": [Self.hash], "description": "処方箋",
                    "clientData": "x",
                ],
                vendor
            )
            #expect(Self.authorization.complaints(about: authorized).isEmpty)
            let signing: [String: JSONValue] = [
                "credentialID": "second-doctor", "SAD": authorized["SAD"] ?? .null, "hash": [Self.hash],
                "hashAlgo": Vendor.sha256, "signAlgo": "1.2.840.113549.1.1.1", "clientData": "x",
            ]
            let signed = try await v1("signatures/signHash", .object(signing), vendor)
            #expect(Self.signatures.complaints(about: signed).isEmpty)
            let extended = try await v1(
                "credentials/extendTransaction",
                [
                    "credentialID": "second-doctor", "SAD": authorized["SAD"] ?? .null, "hash": [Self.hash],
                    "clientData": "x",
                ],
                vendor
            )
            #expect(Self.authorization.complaints(about: extended).isEmpty)
            let refused = try await v1("signatures/signHash", .object(signing), vendor)
            #expect(Self.error.complaints(about: refused).isEmpty)
        }
    }

    @Test(arguments: [nil, "738496"]) func `a plain-PIN credential is explicit`(otp: String?) async throws {
        try await Vendor.loggedIn { vendor in
            var secrets: [String: JSONValue] = ["credential": "second-doctor", "pin": "1234"]
            secrets["otp"] = otp.map { .string($0) }
            try await vendor.command("credential.require-pin", .object(secrets))
            let brief = try await v1("credentials/info", ["credentialID": "second-doctor"], vendor)
            #expect(Self.credential.complaints(about: brief).isEmpty)
            #expect(brief["authMode"] == "explicit" && brief["PIN"] == nil)
            let full = try await v1("credentials/info", ["credentialID": "second-doctor", "authInfo": true], vendor)
            #expect(Self.credential.complaints(about: full).isEmpty)
            #expect(full["PIN"]?["presence"] == "true" && full["PIN"]?["format"] == "A")
            #expect(full["OTP"]?["presence"] == (otp == nil ? "false" : "true"))
            #expect(full["OTP"]?["type"] == (otp == nil ? nil : "online"))
            let version2 = try await vendor.csc(
                "credentials/info",
                ["credentialID": "second-doctor", "authInfo": true]
            ).json
            #expect(version2["auth"]?["mode"] == "explicit")
            #expect(version2["auth"]?["expression"] == (otp == nil ? "PIN" : "PIN AND OTP"))
            let types = version2["auth"]?["objects"]?.array?.map { $0["type"] }
            #expect(types == (otp == nil ? ["Password"] : ["Password", "Password"]))

            var request: [String: JSONValue] = [
                "credentialID": "second-doctor", "numSignatures": 1, "hash": [Self.hash], "PIN": "1234",
            ]
            request["OTP"] = otp.map { .string($0) }
            let sad = try await v1("credentials/authorize", .object(request), vendor)["SAD"]?.string ?? ""
            #expect(try await vendor.sign([Vendor.hash("one")], sad).status == 200)

            try await vendor.command("credential.require-pin", ["credential": "second-doctor"])
            let again = try await v1("credentials/info", ["credentialID": "second-doctor"], vendor)
            #expect(again["authMode"] == "implicit")
        }
    }

    @Test func `lists page by page`() async throws {
        try await Vendor.loggedIn(as: "doctor-and-pharmacist") { vendor in
            try await vendor.command(
                "practitioner.join",
                ["practitioner": "doctor-and-pharmacist", "facility": "clinic"]
            )
            let all: JSONValue = ["second-both-as-doctor", "second-both-as-pharmacist"]
            let first = try await v1("credentials/list", ["maxResults": 1], vendor)
            #expect(first["credentialIDs"] == ["second-both-as-doctor"])
            let token = try #require(first["nextPageToken"])
            let second = try await v1("credentials/list", ["maxResults": 1, "pageToken": token], vendor)
            #expect(second == ["credentialIDs": ["second-both-as-pharmacist"]])
            // "invalid or too big: the server's own maximum is used, no error"
            for wish: JSONValue in [0, -1, 1_000_000, "many", 1.5, .null] {
                #expect(try await v1("credentials/list", ["maxResults": wish], vendor) == ["credentialIDs": all])
            }
        }
    }
}
