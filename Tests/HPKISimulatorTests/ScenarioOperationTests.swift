import Foundation
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// Scenarios over the admin API, for programs that the runner cannot start.
@Suite(.timeLimit(.minutes(2))) struct ScenarioOperationTests {
    private func start(_ id: String, _ vendor: Vendor) async throws -> ClientAnswer {
        try await vendor.admin(ClientRequest("POST", "/_sim/scenarios/\(id)/start"))
    }

    private func grade(_ vendor: Vendor, _ query: String = "", accept: String? = nil) async throws -> ClientAnswer {
        var request = ClientRequest.get("/_sim/grade\(query)")
        if let accept { request.fields.append(("Accept", accept)) }
        return try await vendor.admin(request)
    }

    @Test func `starts a scenario, grades whoever came, and goes on`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let started = try await start("MTLS-05%40http-400", vendor)
            #expect(started.status == 200)
            #expect(try started.json["scenario"] == "MTLS-05@http-400")
            let variables = try #require(try started.json["environment"]?.object)
            #expect(variables["HPKI_SIM_SCENARIO"] == "MTLS-05@http-400")
            #expect(try ReadyFile(contentsOf: simulator.readyFile).scenario == "MTLS-05@http-400")

            let nobody = try await grade(vendor).json["runs"]?[0]
            #expect(nobody?["verdict"] == "not-run")

            var settings = try VendorSettings(
                environment: variables.compactMapValues(\.string),
                instant: { simulator.parts.simulation.clock.realNow }
            )
            settings.patience = Patience(pace: 0)
            let session = VendorSession(settings)
            await #expect(throws: VendorFailure.self) { try await RemoteSigningClient(session).service() }
            await session.close()

            let json = try await grade(vendor, "?exit_code=1").json
            #expect(json["passed"] == 1)
            #expect(json["runs"]?[0]?["client"] == ["exit_code": 1])
            #expect(try await grade(vendor).json["passed"] == 1, "it goes on")
            let junit = try await grade(vendor, accept: "application/xml")
            #expect(junit["Content-Type"] == "application/xml; charset=utf-8")
            #expect(junit.text.contains("<testsuite name=\"hpki-sim\" tests=\"1\" failures=\"0\" skipped=\"0\""))
            #expect(try await grade(vendor, "?format=junit")["Content-Type"] == junit["Content-Type"])
            #expect(try await grade(vendor, "?format=text").text.hasPrefix("PASS  MTLS-05@http-400"))
            #expect(try await grade(vendor, accept: "text/html").text.contains("評価レポート"))

            #expect(try await vendor.admin(ClientRequest("POST", "/_sim/reset")).status == 200)
            #expect(try ReadyFile(contentsOf: simulator.readyFile).scenario == "")
            #expect(
                try await grade(vendor).refusal
                    == "409 refused: no scenario is being played: POST scenarios/{id}/start begins one"
            )
        }
    }

    @Test func `puts another file in the facility's place until the reset`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let good = simulator.ready.pkcs12
            #expect(try await start("ISS-09", vendor).status == 200)
            #expect(simulator.ready.pkcs12?.hasSuffix("presented-damaged.p12") == true)
            #expect(try await vendor.admin(ClientRequest("POST", "/_sim/reset")).status == 200)
            #expect(simulator.ready.pkcs12 == good)
        }
    }

    @Test func `lists the scenarios with their variants`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let list = try await vendor.admin(.get("/_sim/scenarios")).json["scenarios"]?.array ?? []
            let revoked = try #require(list.first { $0["id"] == "MTLS-05" })
            #expect(revoked["variants"]?.array?.contains("MTLS-05@http-400") == true)
        }
    }

    @Test(arguments: [
        ("MTLS-99", "404 not_found: there is no scenario \"MTLS-99\": did you mean \"MTLS-09\"?"),
        (
            "MTLS-05%40http-499",
            "404 not_found: there is no scenario \"MTLS-05@http-499\": did you mean \"MTLS-05@http-400\"?"
        ),
    ])
    func `says what cannot be started`(id: String, refusal: String) async throws {
        try await Vendor.withSimulator { simulator in
            let answer = try await start(id, try await Vendor(simulator))
            #expect(answer.refusal == refusal)
        }
    }

    @Test func `refuses a form and a status that it does not know`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            #expect(
                try await grade(vendor, "?format=pdf").refusal
                    == "400 invalid_request: format='pdf' is none of json, junit, html, text"
            )
            #expect(
                try await grade(vendor, "?exit_code=bad").refusal
                    == "400 invalid_request: exit_code='bad' is no whole number"
            )
        }
    }
}
