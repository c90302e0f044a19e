import HPKISimulator
import TestSupport

/// A simulator of one test's own, ephemeral and on ports that the system chooses.
enum RunningSimulator {
    static func with<Value>(
        _ configuration: SimulatorConfiguration = .init(),
        body: (Simulator) async throws -> Value
    ) async throws -> Value {
        let simulator = try await Simulator.start(configuration)
        do {
            let value = try await body(simulator)
            await simulator.stop()
            return value
        } catch {
            await simulator.stop()
            throw error
        }
    }
}
