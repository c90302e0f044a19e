public import HPKISimulator

extension Simulator {
    @TaskLocal private static var ofTask: Simulator?

    /// The simulator of the running test; nil outside a test with `.scenario` or `.pcsc`.
    public static var current: Simulator? { ofTask }

    /// Runs `body` with a simulator of its own as the current one, and stops it.
    static func whileCurrent(
        _ configuration: SimulatorConfiguration,
        _ body: @Sendable (Simulator) async throws -> Void
    ) async throws {
        let simulator = try await start(configuration)
        do {
            try await $ofTask.withValue(simulator) { try await body(simulator) }
            await simulator.stop()
        } catch {
            await simulator.stop()
            throw error
        }
    }
}
