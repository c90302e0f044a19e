import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator
@testable import SigningService
@testable import VendorDouble

/// Headers, tokens, the facility, and what belongs to the whole service.
extension ErrorTableTests {
    func answersTheHeadOfARequest() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            func send(_ method: String, _ header: String?) async throws -> ClientAnswer {
                let fields: [ClientRequest.Field] = header.map { [("Authorization", $0)] } ?? []
                return try await vendor.signing.send(.json("/csc/\(method)", "{}", fields: fields))
            }
            for header in [nil, "Bearer", "Basic dXNlcjpwYXNz", "Bearer a b"] {
                for name in vendorMethods2 { seen.expect(try await send(name, header), .malformedAuthorizationHeader) }
                for name in vendorMethods1 { seen.expect(try await send(name, header), .commonInvalidRequest) }
                let sendOTP = try await send("v1/credentials/sendOTP", header)
                seen.expect(sendOTP, .malformedAuthorizationHeaderOfSendOTP)
            }
            seen.expect(try await send("v2/credentials/list", "Bearer guess"), .invalidToken)
            seen.expect(try await send("v1/credentials/list", "Bearer guess"), .invalidToken)
        }
    }

    private var vendorMethods2: [String] {
        [
            "auth/revoke", "credentials/list", "credentials/info", "credentials/authorize",
            "credentials/authorizeCheck", "credentials/getChallenge", "credentials/extendTransaction",
            "signatures/signHash", "signatures/signPolling",
        ].map { "v2/" + $0 }
    }

    private var vendorMethods1: [String] { Version1.methods.keys.sorted().map { "v1/" + $0 } }

    func answersForThePersonAndTheFacility() async throws {
        try await Vendor.loggedIn { vendor in
            // A token of scope credential lists nothing.
            var settings = try VendorSettings(readyFile: vendor.simulator.readyFile, instant: { Date() })
            settings.practitioner = "doctor"
            let session = VendorSession(settings)
            var released = vendor
            released.token = try await session.release("second-doctor", [Vendor.hash("one")], .sha256)
            await session.close()
            seen.expect(try await released.csc("credentials/list", [:]), .invalidScope)
            #expect(try await released.csc("credentials/info", ["credentialID": "second-doctor"]).status == 200)

            try await vendor.command("practitioner.leave", ["practitioner": "doctor", "facility": "clinic"])
            seen.expect(try await vendor.csc("credentials/list", [:]), .accessDenied)
            try await vendor.command("practitioner.join", ["practitioner": "doctor", "facility": "clinic"])
            #expect(try await vendor.csc("credentials/list", [:]).status == 200)
            for (reason, row) in [
                ("requested", CSCError.accessDenied), ("closed", .facilityClosed), ("unpaid", .contractSuspended),
            ] {
                try await vendor.command("facility.stop", ["facility": "clinic", "reason": .string(reason)])
                seen.expect(try await vendor.csc("credentials/list", [:]), row)
                try await vendor.command("facility.resume", ["facility": "clinic"])
            }
            try await vendor.command("session.end", ["practitioner": "doctor"])
            seen.expect(try await vendor.csc("credentials/list", [:]), .expiredToken)
        }
    }

    /// 429 and 50x belong to the whole service: a scenario says when.
    func answersForTheWholeService() async throws {
        try await Vendor.loggedIn { vendor in
            let temporarily =
                "temporarily_unavailable: The authorization server is currently unable to handle the request due to a "
                + "temporary overloading or maintenance of the server."
            for (status, row) in [
                (429, "429 \(temporarily)"), (503, "503 \(temporarily)"), (500, CSCError.failed.row),
            ] {
                let rule: JSONValue = [
                    "id": "busy", "point": "http.request", "matching": ["path": "/csc/v2/signatures/signHash"],
                    "when": ["first": 1],
                    "effect": ["error": ["status": .integer(status), "retry_after": 7]],
                ]
                #expect(try await vendor.admin(.json("/_sim/faults", rule.text())).status == 200)
                let sad = try await vendor.authorize([Vendor.hash("\(status)")])
                let refused = try await vendor.sign([Vendor.hash("\(status)")], sad)
                seen.expect(refused, row)
                #expect(refused["Retry-After"] == "7")
                // Nothing was done: the SAD is as good as it was.
                #expect(try await vendor.sign([Vendor.hash("\(status)")], sad).status == 200)
                #expect(try await vendor.admin(ClientRequest("DELETE", "/_sim/faults")).status == 200)
            }
        }
    }
}
