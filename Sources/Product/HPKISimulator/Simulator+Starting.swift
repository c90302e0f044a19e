import Simulation
import WebFront

extension Simulator {
    /// Starts a simulator and returns when every listener accepts.
    ///
    /// - Throws: ``SimulatorError``, one line with the way out; nothing is left running then.
    public static func start(_ configuration: SimulatorConfiguration = .init()) async throws -> Simulator {
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
