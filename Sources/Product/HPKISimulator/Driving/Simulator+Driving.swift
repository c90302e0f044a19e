import ISO7816
import ScenarioEngine
import Simulation
import Synchronization
import WebFront

extension Simulator {
    /// Base URL of the signing service (mutual TLS).
    public var signingURL: String { ready.signingURL }

    /// Base URL of the portal: login, lists, admin API.
    public var portalURL: String { ready.portalURL }

    /// The facility's .p12 file and its password; nil where the scenario has delivered none.
    public var clientCertificate: (path: String, password: String)? {
        let ready = ready
        return ready.pkcs12.map { ($0, ready.pkcs12Password ?? "") }
    }

    /// The variables that a program of `hpki-sim run` gets, as the scenario has them.
    public var environment: [String: String] { ready.environment }

    public var clock: SimulatorClock { SimulatorClock(clock: parts.simulation.clock) }

    /// Connects to the card in a reader, shared with others.
    ///
    /// - Parameter reader: its number, 0 or 1.
    /// - Throws: ``SimulatorCardError``
    public func cardChannel(reader: Int) async throws(SimulatorCardError) -> SimulatorCard {
        do throws(PCSCError) {
            let readers = try await cardTerminals.readers()
            guard readers.indices.contains(reader) else { throw PCSCError.unknownReader }
            let name = readers[reader].reader
            return SimulatorCard(channel: try await cardTerminals.connect(name, sharing: .shared, protocols: .any))
        } catch {
            throw SimulatorCardError(error)
        }
    }

    /// Makes something happen in the world.
    ///
    /// - Returns: what there is to tell.
    /// - Throws: ``SimulatorError`` for a name or argument that does not exist, or what the world refuses.
    @discardableResult
    public func perform(_ command: SimulatorCommand) async throws -> SimulatorValue {
        do {
            return SimulatorValue(try await parts.catalogue.run(command.name, command.arguments.mapValues(\.json)))
        } catch {
            throw SimulatorError("\(command.name): \(error)")
        }
    }

    /// What has happened, oldest first.
    ///
    /// - Parameter types: exact types, or beginnings followed by `*`; all if none is given.
    public func events(_ types: String...) async throws -> [SimulatorEvent] {
        await parts.world.front.handshakes.settle()
        let journal = parts.simulation.journal
        return try await journal.events(types: types).map { SimulatorEvent(journal.redacted($0)) }
    }

    /// Grades the scenario, and stops the simulator. Further calls give the same grade.
    ///
    /// - Parameter exitCode: how the program under test ended, where that can be said: the control that signatures are
    ///   verified needs it.
    /// - Throws: ``SimulatorError`` without a scenario, or where a part of it could not be carried out.
    public func finish(exitCode: Int? = nil) async throws -> SimulatorGrade {
        if let grade = finished.withLock(\.self) { return grade }
        do {
            let grade = SimulatorGrade(try await parts.stage.grade(exitCode: exitCode))
            finished.withLock { $0 = grade }
            await stop()
            return grade
        } catch {
            await stop()
            throw SimulatorError("\(error)")
        }
    }
}

extension Simulator {
    /// The names of all cases that a scenario's id, a variant or a file stands for.
    ///
    /// - Throws: ``SimulatorError`` for a word that means nothing.
    package static func cases(of scenario: String) throws(SimulatorError) -> [String] {
        do {
            return try ScenarioChoice.names(scenario)
        } catch {
            throw SimulatorError("\(error)")
        }
    }
}
