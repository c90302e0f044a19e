public import HPKISimulator
public import Testing

/// Plays a scenario around a test: a simulator of the test's own before, its grade after.
///
/// ```swift
/// @Test(.scenario("MTLS-05")) func refusesRevoked() async throws {
///     let simulator = try #require(Simulator.current)
///     try await ourProgram(signingURL: simulator.signingURL, …)
/// }
/// ```
/// A scenario with variants plays the test once for each. What falls short is an issue of the test, with what is to be done;
/// a test that never came to the simulator has fallen short, too. What a program does where it comes to nobody (`unreached`:
/// there is no card, the .p12 does not open) is not seen here; `hpki-sim run` grades it by its exit status and output.
public struct ScenarioTrait: TestTrait, SuiteTrait, TestScoping {
    public let scenario: String
    let configure: @Sendable (inout SimulatorConfiguration) -> Void

    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        // The suite itself is no test; a trait of the test stands in the place of its suite's.
        guard testCase != nil, test.traits.last(where: { $0 is ScenarioTrait }) as? ScenarioTrait == self else {
            return try await function()
        }
        let pcsc = test.traits.lazy.compactMap { $0 as? PCSCTrait }.last
        for name in try Simulator.cases(of: scenario) {
            var configuration = SimulatorConfiguration(scenario: name)
            configure(&configuration)
            if let pcsc {
                try await pcsc.using(configuration) { try await play(name, $0, function) }
            } else {
                try await play(name, configuration, function)
            }
        }
    }

    private func play(
        _ name: String,
        _ configuration: SimulatorConfiguration,
        _ function: @Sendable () async throws -> Void
    ) async throws {
        try await Simulator.whileCurrent(configuration) { simulator in
            try await function()
            let grade = try await simulator.finish()
            if !grade.isPassed { Issue.record(Comment(rawValue: grade.description)) }
        }
    }
}

extension ScenarioTrait: Equatable {
    public static func == (left: ScenarioTrait, right: ScenarioTrait) -> Bool { left.scenario == right.scenario }
}

extension Trait where Self == ScenarioTrait {
    /// - Parameters:
    ///   - scenario: an id with all its variants, one variant such as `MTLS-05@http-400`, or the path of a file.
    ///   - configure: what else the simulator is to be like, such as its pace.
    public static func scenario(
        _ scenario: String,
        _ configure: @escaping @Sendable (inout SimulatorConfiguration) -> Void = { _ in }
    ) -> Self {
        ScenarioTrait(scenario: scenario, configure: configure)
    }
}
