import Foundation
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// Faults of answers and signatures, as a vendor's program sees them.
@Suite struct AnswerFaultTests {
    private func fault(
        _ vendor: Vendor,
        _ point: String,
        _ effect: JSONValue,
        when: JSONValue = "always"
    ) async throws {
        try await vendor.command("fault.clear")
        let answer = try await vendor.command(
            "fault.add",
            ["id": "r", "point": .string(point), "when": when, "effect": effect]
        )
        try #require(answer.status == 200, "\(answer.text)")
    }

    @Test(arguments: ["http.request", "http.answer"])
    func `puts any answer in the place of the service's`(_ point: String) async throws {
        try await Vendor.loggedIn { vendor in
            let error: JSONValue = [
                "status": 429, "error": "slow_down", "retry_after": 60, "retry_after_form": "date",
                "members": ["until": "2026-12-01T00:00:00Z"],
            ]
            try await fault(vendor, point, ["error": error])
            let limited = try await vendor.csc("credentials/list", [:])
            #expect(limited.status == 429)
            #expect(try limited.json["until"] == "2026-12-01T00:00:00Z")
            #expect(limited["Retry-After"]?.hasSuffix(" GMT") == true)
            let ring = vendor.simulator.parts.simulation.records
            let noted = ring.records(kind: "request").last { $0.fields["path"] == "/csc/v2/credentials/list" }
            #expect((59...61).contains(noted?.fields["retry_after"]?.integer ?? 0))

            try await fault(vendor, point, ["html": ["status": 504]])
            let page = try await vendor.csc("credentials/list", [:])
            #expect(page.status == 504 && page["Content-Type"] == "text/html")
            #expect(page.text.contains("<title>504 Gateway Timeout</title>"))

            try await fault(vendor, point, "answer")
            let empty = try await vendor.csc("credentials/list", [:])
            #expect(empty.status == 200 && empty.body.isEmpty)

            try await fault(vendor, point, ["answer": ["body": "{}"]])
            #expect(try await vendor.csc("credentials/list", [:]).text == "{}")
        }
    }

    @Test func `redirects elsewhere`() async throws {
        try await Vendor.loggedIn { vendor in
            try await fault(vendor, "http.request", ["redirect": ["location": "https://elsewhere.test/"]])
            let answer = try await vendor.csc("credentials/list", [:])
            #expect(answer.status == 307 && answer["Location"] == "https://elsewhere.test/")
        }
    }

    @Test func `spoils what a service answers`() async throws {
        try await Vendor.loggedIn { vendor in
            let good = try await vendor.csc("credentials/list", [:])
            try await fault(vendor, "http.answer", "malformed-json")
            let broken = try await vendor.csc("credentials/list", [:])
            #expect(broken.status == 200 && broken.body == good.body.dropLast() + [UInt8(ascii: ",")])

            try await fault(vendor, "http.answer", "content-type")
            let plain = try await vendor.csc("credentials/list", [:])
            #expect(plain["Content-Type"] == "text/plain" && plain.body == good.body)

            try await fault(vendor, "http.answer", ["extra-fields": ["members": ["future": [1]]]])
            let extra = try await vendor.csc("credentials/list", [:])
            #expect(try extra.json["future"] == [1])
            #expect(try extra.json["credentialIDs"] == good.json["credentialIDs"])

            try await fault(vendor, "http.answer", "error-code")
            let unknown = try await vendor.csc("credentials/list", [:])
            #expect(unknown.refusal == "400 x_hpki_sim_unknown_error: A code of the scenario.")
        }
    }

    @Test func `signs, and loses the answer`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Vendor.hash("one")])
            try await fault(vendor, "http.answer", "drop")
            await #expect(throws: (any Error).self) { try await vendor.sign([Vendor.hash("one")], sad) }
            let journal = try await vendor.admin(.get("/_sim/journal?type=signature.created"))
            #expect(try journal.json["events"]?.array?.count == 1)
        }
    }

    @Test func `hands out other signatures than asked for`() async throws {
        try await Vendor.loggedIn { vendor in
            let hashes = [Vendor.hash("one"), Vendor.hash("two")]
            let good = try await signatures(vendor, hashes)
            #expect(good.count == 2)

            try await fault(vendor, "signing.signatures", "too-few")
            #expect(try await signatures(vendor, hashes) == [good[0]])
            try await fault(vendor, "signing.signatures", "reorder")
            #expect(try await signatures(vendor, hashes) == [good[1], good[0]])
            try await fault(vendor, "signing.signatures", ["flip": ["bit": 0]])
            let flipped = try await signatures(vendor, hashes)
            let (before, after) = (try #require(Base64.decode(good[0])), try #require(Base64.decode(flipped[0])))
            #expect(flipped[1] == good[1] && after == [before[0] ^ 0x80] + before.dropFirst())
            try await fault(vendor, "signing.signatures", "not-base64")
            #expect(try await signatures(vendor, hashes) == ["<html>not base64</html>", good[1]])
            try await fault(vendor, "signing.signatures", "other-key")
            let others = try await signatures(vendor, hashes)
            #expect(others.count == 2 && Set(others).isDisjoint(with: good))
        }
    }

    @Test func `changes key and certificate together`() async throws {
        try await Vendor.loggedIn { vendor in
            func certificate() async throws -> JSONValue? {
                let answer = try await vendor.csc(
                    "credentials/info",
                    ["credentialID": "second-doctor", "certificates": "single"]
                )
                return try answer.json["cert"]?["certificates"]?[0]
            }
            let before = try await certificate()
            try await fault(vendor, "signing.certificate", ["other": ["credential": "second-pharmacist"]])
            let shown = try #require(try await certificate()?.string)
            #expect(before != .string(shown))
            let key = try Certificate(derEncoded: try #require(Base64.decode(shown))).publicKey
            try await fault(vendor, "signing.signatures", ["other-key": ["credential": "second-pharmacist"]])
            let signature = try #require(try await signatures(vendor, [Vendor.hash("one")]).first)
            #expect(
                key.isValid(
                    signature: try #require(Base64.decode(signature)),
                    digest: Vendor.hash("one"),
                    algorithm: .sha256
                )
            )
        }
    }

    @Test func `a batch that fails signs nothing`() async throws {
        try await Vendor.loggedIn { vendor in
            try await fault(vendor, "signing.operation", ["error": ["error_description": "The second hash failed"]])
            let sad = try await vendor.authorize([Vendor.hash("one")])
            let answer = try await vendor.sign([Vendor.hash("one")], sad)
            #expect(answer.refusal == "400 invalid_request: The second hash failed")
            let journal = try await vendor.admin(.get("/_sim/journal?type=signature.created"))
            #expect(try journal.json["events"] == [])
        }
    }

    @Test func `fails twice, then works`() async throws {
        try await Vendor.loggedIn { vendor in
            try await fault(vendor, "http.answer", "html", when: ["first": 2])
            var statuses: [Int] = []
            for _ in 0..<3 { statuses.append(try await vendor.csc("credentials/list", [:]).status) }
            #expect(statuses == [502, 502, 200])
        }
    }

    @Test func `chaos can be had over the admin API`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let rules = try await vendor.command("fault.chaos", ["share": 0.01])
            #expect(rules.text.contains("chaos.http.answer.truncate"))
            #expect(try await vendor.command("fault.chaos", ["share": 2]).status == 400)
            _ = try await vendor.command("fault.chaos", ["share": 0])
            #expect(simulator.parts.simulation.faults.rules.isEmpty)
        }
    }

    @Test func `a header spoils its own request and no other`() async throws {
        try await Vendor.loggedIn { vendor in
            func list(_ fault: String?) async throws -> ClientAnswer {
                let fields: [ClientRequest.Field] = fault.map { [("HPKI-Sim-Fault", $0)] } ?? []
                let request = ClientRequest.json("/csc/v2/credentials/list", "{}", fields: fields)
                return try await vendor.signing.send(request.bearer(vendor.token))
            }
            let busy = #"http.request {"error":{"status":503,"error":"slow_down","error_description":"x"}}"#
            let spoiled = try await list(busy)
            #expect(spoiled.refusal == "503 slow_down: x")
            #expect(try await list(nil).status == 200)
            for (bad, reason) in [
                ("http.request", #"expected POINT EFFECT, such as http.answer {"truncate":{"bytes":8}}"#),
                ("http.requets drop", #"there is no injection point "http.requets": did you mean "http.request"?"#),
                ("tls.handshake drop", "the handshake is over"),
            ] {
                #expect(try await list(bad).refusal == "400 invalid_request: HPKI-Sim-Fault: \(reason)")
            }
            #expect(vendor.simulator.parts.simulation.faults.rules.isEmpty)
        }
    }

    @Test func `FAULTS.md holds the tables of the injection points`() throws {
        #expect(try Repository.text(of: "FAULTS.md").contains(FaultsDocument.tables))
    }

    private func signatures(_ vendor: Vendor, _ hashes: [[UInt8]]) async throws -> [String] {
        let answer = try await vendor.sign(hashes, try await vendor.authorize(hashes))
        return try answer.json["signatures"]?.array?.compactMap(\.string) ?? []
    }
}
