import Foundation
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The admin API: what it says of itself is what it does.
@Suite(.timeLimit(.minutes(5))) struct AdminTests {
    @Test func `serves every operation of its document, and documents all it serves`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let document = try await vendor.admin(.get("/_sim/openapi.json")).json
            #expect(document["openapi"] == "3.1.0")
            let paths = try #require(document["paths"]?.object)
            #expect(
                Set(paths.keys) == [
                    "/journal", "/journal/stream", "/world", "/clock", "/reset", "/faults", "/commands", "/records",
                    "/certificates", "/mailbox", "/letterbox", "/scenarios", "/scenarios/{id}/start", "/grade",
                    "/openapi.json",
                ]
            )
            for (path, item) in paths {
                for method in ["GET", "PUT", "POST", "DELETE", "PATCH"] {
                    let isDocumented = item[method.lowercased()] != nil
                    // Without the token: a route answers 401, a method that is not served 405.
                    let answer = try await vendor.portal.send(
                        ClientRequest(method, "/_sim\(path.replacing("{id}", with: "MTLS-05"))")
                    )
                    #expect(answer.status == (isDocumented ? 401 : 405), "\(method) \(path)")
                }
            }
        }
    }

    @Test func `moves the clock, and says what happened on the way`() async throws {
        try await Vendor.loggedIn { vendor in
            _ = try await vendor.authorize([Vendor.hash("one")])
            let put = ClientRequest(
                "PUT",
                "/_sim/clock",
                fields: [("Content-Type", "application/json")],
                body: Array(#"{"set":"2030-01-02T03:04:05+09:00"}"#.utf8)
            )
            let answer = try await vendor.admin(put).json
            #expect(answer["now"]?.string?.hasPrefix("2030-01-01T18:04:05") == true)
            #expect((answer["events"]?.integer ?? 0) >= 1)
            let expired = try await vendor.simulator.parts.simulation.journal.events(types: ["authorization.expired"])
            #expect(expired.count == 1)
        }
    }

    static let badChanges = [
        #"{"advance":"soon"}"#: "'soon' is no duration: write 15d, 2h30m or P14D",
        #"{"set":"tomorrow"}"#: "'tomorrow' is no instant: write 2027-04-01T09:00:00+09:00",
    ]

    @Test(arguments: badChanges) func `refuses a clock that it cannot read`(body: String, sentence: String) async throws
    {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let put = ClientRequest(
                "PUT",
                "/_sim/clock",
                fields: [("Content-Type", "application/json")],
                body: Array(body.utf8)
            )
            #expect(try await vendor.admin(put).refusal == "400 invalid_request: \(sentence)")
        }
    }

    @Test func `shows the journal without secrets`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Vendor.hash("one")])
            _ = try await vendor.sign([Vendor.hash("one")], sad)
            let journal = try await vendor.admin(.get("/_sim/journal?type=authorization.*,signature.*"))
            let types = try journal.json["events"]?.array?.compactMap { $0["type"]?.string }
            #expect(types == ["authorization.created", "authorization.spent", "signature.created"])
            let all = try await vendor.admin(.get("/_sim/journal?limit=100000")).text
            let secrets = [
                sad, vendor.token, vendor.simulator.ready.pkcs12Password ?? "", vendor.simulator.ready.adminToken,
            ]
            for secret in secrets { #expect(!all.contains(secret)) }
        }
    }

    @Test func `puts faults in front of the services, counted`() async throws {
        try await Vendor.loggedIn { vendor in
            let rule = #"""
                {"id":"busy","point":"http.request","matching":{"path":"/csc/v2/credentials/list"},"when":{"first":2},
                 "effect":{"error":{"status":503,"error":"temporarily_unavailable","error_description":"later","retry_after":7}}}
                """#
            #expect(try await vendor.admin(.json("/_sim/faults", rule)).status == 200)
            for _ in 0..<2 {
                let answer = try await vendor.csc("credentials/list", [:])
                #expect(answer.refusal == "503 temporarily_unavailable: later")
                #expect(answer["Retry-After"] == "7")
            }
            #expect(try await vendor.csc("credentials/list", [:]).status == 200)
            #expect(try await vendor.admin(ClientRequest("DELETE", "/_sim/faults")).status == 200)
        }
    }

    @Test func `says what a command lacks`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            #expect(
                try await vendor.command("credential.revok").refusal
                    == #"400 invalid_request: credential.revok: there is no command "credential.revok": "#
                    + #"did you mean "credential.revoke"?"#
            )
            #expect(
                try await vendor.command("credential.revoke", ["credential": "nobody"]).refusal
                    == "409 refused: credential.revoke: there is no credential “nobody”"
            )
        }
    }
}
