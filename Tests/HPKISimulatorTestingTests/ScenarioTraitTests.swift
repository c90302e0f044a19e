import Foundation
import HPKISimulator
import Testing
import VendorDouble

@testable import HPKISimulatorTesting

/// The traits as a vendor's own `swift test` uses them.
@Suite(.timeLimit(.minutes(2))) struct ScenarioTraitTests {
    /// A careful program: asks once, and stops at the first refusal.
    private func sign(_ simulator: Simulator) async throws {
        let settings = try VendorSettings(environment: simulator.environment, instant: { Date() })
        let session = VendorSession(settings)
        defer { Task { await session.close() } }
        let client = RemoteSigningClient(session)
        let credential = try #require(try await client.credentials().first)
        _ = try await client.sign([Array(repeating: 7, count: 32)], with: credential)
    }

    @Test(.scenario("MTLS-00")) func `a test has the simulator of each variant`() async throws {
        let simulator = try #require(Simulator.current)
        #expect(simulator.ready.scenario.hasPrefix("MTLS-00@"))
        #expect(simulator.environment["HPKI_SIM_SIGNING_URL"] == simulator.signingURL)
        try await sign(simulator)
        #expect(try await simulator.events("signature.created").count == 1)
    }

    @Test(.scenario("MTLS-05@http-400") { $0.pace = 0 }) func `a refusal is what the scenario wants`() async throws {
        let simulator = try #require(Simulator.current)
        await #expect(throws: VendorFailure.self) { try await sign(simulator) }
        #expect(try await simulator.events("tls.*").first?.payload["style"] == "http-400")
    }

    @Test func `outside a test with a trait there is none`() {
        #expect(Simulator.current == nil)
    }

    @Test func `a program that never comes has not passed`() async throws {
        let simulator = try await Simulator.start(.init(scenario: "MTLS-05"))
        let grade = try await simulator.finish()
        #expect(grade.verdict == .notRun)
        #expect(!grade.isPassed)
        #expect(grade.description.contains("the program never came to the simulator"))
        #expect(try await simulator.finish() == grade, "a second call gives the same")
    }

    @Test func `a program that tries again has broken a control`() async throws {
        let simulator = try await Simulator.start(.init(scenario: "MTLS-05@alert-openssl"))
        for _ in 0..<2 { await #expect(throws: VendorFailure.self) { try await sign(simulator) } }
        let grade = try await simulator.finish()
        #expect(grade.verdict == .failed)
        #expect(grade.findings.contains { $0.control == "CTL-06" && !$0.isMet })
        #expect(grade.json.contains("\"verdict\""))
    }

    @Test func `a simulator without a scenario has no grade`() async throws {
        let simulator = try await Simulator.start()
        let error = await #expect(throws: SimulatorError.self) { try await simulator.finish() }
        #expect(error?.description == "no scenario is being played: POST scenarios/{id}/start begins one")
    }

    @Test(arguments: [
        ("MTLS-99", "there is no scenario \"MTLS-99\": did you mean \"MTLS-09\"?"),
        ("nowhere/a.yaml", "nowhere/a.yaml: there is no such file or folder"),
    ])
    func `a scenario that does not exist is named`(name: String, message: String) async throws {
        let error = await #expect(throws: SimulatorError.self) { try await Simulator.start(.init(scenario: name)) }
        #expect(error?.description.hasSuffix(message) == true, "\(String(describing: error))")
    }

    @Test func `tests with libpcsclite need their socket's name from outside`() async throws {
        guard getenv("PCSCLITE_CSOCK_NAME") == nil else { return }
        await #expect(throws: MissingSocketError.self) { try await PCSCTrait().using(.init()) { _ in } }
    }
}
