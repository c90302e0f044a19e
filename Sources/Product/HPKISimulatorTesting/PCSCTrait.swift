import Foundation
import HPKISimulator
public import Testing

/// Shows the simulator's readers to libpcsclite in the test process, to one test at a time.
///
/// libpcsclite reads `PCSCLITE_CSOCK_NAME` once per process, so all such tests share one socket: start them with the
/// variable set to a path that does not exist yet (`PCSCLITE_CSOCK_NAME=/tmp/pcscd.comm swift test`). With `.scenario` the
/// simulator is the scenario's; alone it is the default world.
public struct PCSCTrait: TestTrait, SuiteTrait, TestScoping {
    private static let turns = Turns()

    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        // With a scenario, its trait brings the socket in.
        guard testCase != nil, !test.traits.contains(where: { $0 is ScenarioTrait }) else {
            return try await function()
        }
        try await using(SimulatorConfiguration()) { configuration in
            try await Simulator.whileCurrent(configuration) { _ in try await function() }
        }
    }

    /// - Throws: ``MissingSocketError`` without the variable.
    func using(
        _ configuration: SimulatorConfiguration,
        _ body: @Sendable (SimulatorConfiguration) async throws -> Void
    ) async throws {
        guard let path = getenv("PCSCLITE_CSOCK_NAME").map({ String(cString: $0) }), !path.isEmpty else {
            throw MissingSocketError()
        }
        var configuration = configuration
        configuration.cardSocket = .path(path)
        await Self.turns.take()
        do {
            try await body(configuration)
            await Self.turns.giveBack()
        } catch {
            await Self.turns.giveBack()
            throw error
        }
    }
}

/// The test process was started without a place for its PC/SC socket.
public struct MissingSocketError: Error, CustomStringConvertible {
    public var description: String {
        "tests with .pcsc need a socket for libpcsclite: start them with PCSCLITE_CSOCK_NAME=/tmp/pcscd.comm swift test"
    }
}

extension Trait where Self == PCSCTrait {
    /// See ``PCSCTrait``.
    public static var pcsc: Self { PCSCTrait() }
}
