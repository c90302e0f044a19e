import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator
@testable import SigningService

/// The person's factors: asked of a client that speaks for itself, or of anybody by a plain-PIN credential.
extension ErrorTableTests {
    /// A vendor application with a token of its own.
    private func withClient(_ body: (Vendor) async throws -> Void) async throws {
        try await Vendor.withSimulator { simulator in
            var vendor = try await Vendor(simulator)
            let form = [("grant_type", "client_credentials"), ("client_id", simulator.ready.clientID)]
            let token = try await vendor.signing.send(.form("/oauth2/token", form)).json
            vendor.token = token["access_token"]?.string ?? ""
            try await body(vendor)
        }
    }

    private static let phone: [String: JSONValue?] = ["authData": [["id": "fido"]]]

    func answersAClientByItself() async throws {
        try await withClient { vendor in
            let wrongUsers: [[String: JSONValue]] = [
                [:], ["userID": 1], ["userID": "nobody"], ["userID": "dentist"],
            ]
            for object in wrongUsers {
                seen.expect(try await send("v2/credentials/list", object, to: vendor), .invalidUserID)
                seen.expect(try await send("v1/credentials/list", object, to: vendor), .invalidUserID)
            }
            let theirs = try await send("v2/credentials/info", ["credentialID": "second-dentist"], to: vendor)
            seen.expect(theirs, .invalidCredentialID)
            // The phone says no.
            try await vendor.command("authorization.hold", ["practitioner": "doctor"])
            let held = try await send("v2/credentials/authorize", Self.authorization, Self.phone, to: vendor)
            #expect(held.status == 202)
            #expect(held["Retry-After"] == "1")
            let handle = try held.json["handle"] ?? .null
            let check: [String: JSONValue] = ["handle": handle]
            #expect(try await send("v2/credentials/authorizeCheck", check, to: vendor).status == 202)
            try await vendor.command("authorization.answer", ["practitioner": "doctor", "outcome": "deny"])
            seen.expect(try await send("v2/credentials/authorizeCheck", check, to: vendor), .invalidAuthenticationData)
            seen.expect(try await send("v2/credentials/authorizeCheck", check, to: vendor), .invalidHandle)
            // The app is too old.
            try await vendor.command("authorization.hold", ["practitioner": "doctor"])
            let old = try await send("v2/credentials/authorize", Self.authorization, Self.phone, to: vendor)
            try await vendor.command("authorization.answer", ["practitioner": "doctor", "outcome": "app-too-old"])
            let tooOld: [String: JSONValue] = ["handle": try old.json["handle"] ?? .null]
            seen.expect(try await send("v2/credentials/authorizeCheck", tooOld, to: vendor), .notSupportedByUserApp)
            // No My Number card.
            try await vendor.command("login-method.remove", ["practitioner": "doctor", "method": "my-number"])
            let unlinked: [String: JSONValue] = ["credentialID": "second-doctor", "authObjectID": "my-number"]
            seen.expect(try await send("v2/credentials/getChallenge", unlinked, to: vendor), .notLinked)
            // Nobody answers.
            try await vendor.command("authorization.hold", ["practitioner": "doctor"])
            let late = try await send("v2/credentials/authorize", Self.authorization, Self.phone, to: vendor)
            try await vendor.command("clock.advance", ["by": "301s"])
            let expired: [String: JSONValue] = ["handle": try late.json["handle"] ?? .null]
            seen.expect(try await send("v2/credentials/authorizeCheck", expired, to: vendor), .invalidHandle)
        }
    }

    func answersForLockedFactors() async throws {
        try await withClient { vendor in
            let asked = try await send("v2/credentials/authorize", Self.authorization, Self.phone, to: vendor)
            let check: [String: JSONValue] = ["handle": try asked.json["handle"] ?? .null]
            let challenge: [String: JSONValue] = ["credentialID": "second-doctor", "authObjectID": "my-number"]
            let wrong: [String: JSONValue?] = ["authData": [["id": "my-number", "value": "AAAA"]]]
            for _ in 0..<5 {
                #expect(try await send("v2/credentials/getChallenge", challenge, to: vendor).status == 200)
                let answer = try await send("v2/credentials/authorize", Self.authorization, wrong, to: vendor)
                seen.expect(answer, .invalidAuthenticationData)
            }
            let right = Self.authorization
            seen.expect(try await send("v2/credentials/authorize", right, wrong, to: vendor), .credentialLocked)
            seen.expect(try await send("v2/credentials/authorize", right, Self.phone, to: vendor), .credentialLocked)
            seen.expect(try await send("v2/credentials/getChallenge", challenge, to: vendor), .credentialLocked)
            seen.expect(try await send("v2/credentials/authorizeCheck", check, to: vendor), .credentialLocked)
            try await vendor.command("authorization.unlock", ["practitioner": "doctor"])
            #expect(try await send("v2/credentials/authorizeCheck", check, to: vendor).status == 200)
        }
    }

    func answersForPINAndOTP() async throws {
        try await Vendor.loggedIn { vendor in
            let secrets: JSONValue = ["credential": "second-doctor", "pin": "p1N!", "otp": "738496"]
            #expect(try await vendor.command("credential.require-pin", secrets).status == 200)
            func authorize(_ pin: String?, _ otp: String?) async throws -> (ClientAnswer, ClientAnswer) {
                let entries = [("PIN", pin), ("OTP", otp)].compactMap { id, value in
                    value.map { JSONValue.object(["id": .string(id), "value": .string($0)]) }
                }
                return (
                    try await send(
                        "v2/credentials/authorize",
                        Self.authorization,
                        ["authData": .array(entries)],
                        to: vendor
                    ),
                    try await send(
                        "v1/credentials/authorize",
                        Self.authorization1,
                        ["PIN": pin.map { .string($0) }, "OTP": otp.map { .string($0) }],
                        to: vendor
                    )
                )
            }
            let cases: [(String?, String?, CSCError)] = [
                (nil, nil, .invalidPIN), ("p1N!", nil, .invalidOTP), ("p1N!", "000000", .invalidOTP),
                ("1234", "738496", .invalidPIN), (nil, "738496", .invalidPIN),
            ]
            for (pin, otp, row) in cases {
                let (version2, version1) = try await authorize(pin, otp)
                seen.expect(version2, .invalidAuthenticationData)
                seen.expect(version1, row)
            }
            let (version2, version1) = try await authorize("p1N!", "738496")
            #expect(version2.status == 200 && version1.status == 200)
            let sendOTP: [String: JSONValue] = ["credentialID": "second-doctor"]
            #expect(try await send("v1/credentials/sendOTP", sendOTP, to: vendor).status == 204)
            let getChallenge: [String: JSONValue] = ["credentialID": "second-doctor", "authObjectID": "OTP"]
            #expect(try await send("v2/credentials/getChallenge", getChallenge, to: vendor).status == 204)

            for (pin, otp, locked) in [("x", "738496", CSCError.pinLocked), ("p1N!", "x", .otpLocked)] {
                for _ in 0..<5 {
                    let wrong: [String: JSONValue?] = ["PIN": .string(pin), "OTP": .string(otp)]
                    let answer = try await send("v1/credentials/authorize", Self.authorization1, wrong, to: vendor)
                    #expect(answer.status == 400)
                }
                let (version2, version1) = try await authorize("p1N!", "738496")
                seen.expect(version2, .credentialLocked)
                seen.expect(version1, locked)
                seen.expect(try await send("v1/credentials/sendOTP", sendOTP, to: vendor), locked)
                try await vendor.command("authorization.unlock", ["practitioner": "doctor"])
            }
            // Shown to nobody.
            let shown = try await vendor.admin(.get("/_sim/journal?type=pin.required")).text
            #expect(!shown.contains("p1N!") && !shown.contains("738496") && shown.contains("[redacted]"))
        }
    }

    func answersForSignaturesOnTheirWay() async throws {
        try await withClient { vendor in
            /// - Returns: what polls for it.
            func signLater() async throws -> [String: JSONValue] {
                let right = Self.authorization
                let asked = try await send("v2/credentials/authorize", right, Self.phone, to: vendor)
                let check: [String: JSONValue] = ["handle": try asked.json["handle"] ?? .null]
                let sad = try await send("v2/credentials/authorizeCheck", check, to: vendor).json["SAD"] ?? .null
                let mode: [String: JSONValue?] = ["SAD": sad, "operationMode": "A"]
                let accepted = try await send("v2/signatures/signHash", Self.signing, mode, to: vendor)
                return ["requestID": try accepted.json["responseID"] ?? .null]
            }
            func fault(_ effect: JSONValue) async throws {
                let rule: JSONValue = ["id": "later", "point": "signing.background", "effect": effect]
                #expect(try await vendor.admin(.json("/_sim/faults", rule.text())).status == 200)
            }
            try await fault(["delay": "3s"])
            let poll = try await signLater()
            let early = try await send("v2/signatures/signPolling", poll, to: vendor)
            seen.expect(early, .acceptedRequest)
            #expect(early["Retry-After"] == "1")
            let foreign = try await send("v2/signatures/signPolling", poll, ["userID": "dentist"], to: vendor)
            seen.expect(foreign, .invalidPollingUserID)
            var person = vendor
            person.token = try await vendor.logIn("doctor")
            let named = try await send("v2/signatures/signPolling", poll, ["userID": "doctor"], to: person)
            seen.expect(named, .userIDShallBeNull)
            var answer = early
            while answer.status == 202 {
                answer = try await send("v2/signatures/signPolling", poll, ["userID": "doctor"], to: vendor)
            }
            #expect(try answer.json["signatures"]?.array?.count == 1)
            #expect(try await vendor.admin(ClientRequest("DELETE", "/_sim/faults")).status == 200)
            try await fault("drop")
            let failing = try await signLater()
            repeat {
                answer = try await send("v2/signatures/signPolling", failing, to: vendor)
            } while answer.status == 202
            seen.expect(answer, .failed)
        }
    }
}
