import Simulation
import WebFront

extension Simulator {
    /// Starts a simulator and returns when every listener accepts.
    ///
    /// - Throws: ``SimulatorError``, one line with the way out; nothing is left running then.
    public static func start(_ configuration: SimulatorConfiguration = .init()) async throws -> Simulator {
        let simulator = try await composed(configuration)
        guard let scenario = configuration.scenario else { return simulator }
        do {
            let stage = simulator.parts.stage
            _ = try await stage.start(try await stage.item(scenario), followsClock: true)
            return simulator
        } catch {
            await simulator.stop()
            throw SimulatorError("\(error)")
        }
    }

    private static func composed(_ configuration: SimulatorConfiguration) async throws -> Simulator {
        do {
            return try await Composition(configuration).start()
        } catch let error as SimulatorError {
            throw error
        } catch let error as ListenerError {
            throw SimulatorError(error.description, isUnavailable: true)
        } catch let error as SimulationError {
            throw SimulatorError(error.message, isUnavailable: error.code == .directoryInUse)
        } catch {
            throw SimulatorError("\(error)")
        }
    }
}
