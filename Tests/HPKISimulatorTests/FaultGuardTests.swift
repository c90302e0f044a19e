import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// Fault rules that would harm the simulator itself are refused, or do not reach it.
@Suite(.timeLimit(.minutes(5))) struct FaultGuardTests {
    @Test(
        arguments: [
            (
                ["error": ["status": 5000]],
                #"the effect "error": "status": expected an integer from 400 to 599, found 5000"#
            ),
            (
                ["error": ["status": 100]],
                #"the effect "error": "status": expected an integer from 400 to 599, found 100"#
            ),
            (
                ["error": ["retry_after": -5]],
                #"the effect "error": "retry_after": expected an integer from 0 to 31536000, found -5"#
            ),
            (["error": ["stauts": 500]], #"the effect "error": there is no argument "stauts": did you mean "status"?"#),
            ("flip", #"http.request has no effect "flip": there are "#),
            (["pull-card": [:]], "http.request has no effect"),
        ] as [(JSONValue, String)]
    )
    func `refuses an effect that the point does not carry out`(effect: JSONValue, message: String) async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let answer = try await vendor.command("fault.add", ["id": "a", "point": "http.request", "effect": effect])
            #expect((400..<500).contains(answer.status))
            #expect(try answer.json["error_description"]?.string?.contains(message) == true, "\(answer.text)")
            #expect(try await Vendor.connect(simulator).send(.json("/csc/v2/info", "{}")).status == 200)
        }
    }

    @Test func `leaves the admin API alone, so that a fault can be taken back`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            try await vendor.command(
                "fault.add",
                ["id": "all", "point": "http.*", "effect": ["error": ["status": 503]]]
            )
            #expect(try await Vendor.connect(simulator).send(.json("/csc/v2/info", "{}")).status == 503)
            #expect(try await vendor.portal.send(.get("/logo.png")).status == 503)
            #expect(try await vendor.command("fault.clear").status == 200)
            #expect(try await vendor.portal.send(.get("/logo.png")).status == 200)
        }
    }
}
