import Foundation
import ISO7816
import Registry
package import ScenarioEngine
import Simulation
import WebFront

/// A running simulator as the place in which scenarios are run.
struct ScenarioHosting: ScenarioHost {
    let simulator: Simulator

    var simulation: Simulation { simulator.parts.simulation }
    var catalogue: CommandCatalogue { simulator.parts.catalogue }
    var deliveredClientCertificate: String { DefaultWorld.clientCertificate.rawValue }

    func environment() async throws -> [String: String] {
        var variables = simulator.ready.environment
        variables["HPKI_SIM_DOCUMENT"] = simulator.parts.files.sampleDocument
        if let file = simulator.parts.presented.file {
            variables["HPKI_SIM_P12"] = file.path
            variables["HPKI_SIM_P12_PASSWORD"] = file.password
        }
        return variables
    }

    func secrets() async throws -> [String] {
        let ready = simulator.ready
        return [
            ready.pkcs12Password, ready.adminToken, ready.hpkiCardPIN, ready.myNumberAuthPIN,
            ready.myNumberSignPassword,
            simulator.parts.presented.file?.password,
        ].compactMap(\.self)
    }

    var terminals: any CardTerminals { simulator.cardTerminals }

    func settle() async {
        await simulator.parts.readers.settle()
        await simulator.parts.world.front.handshakes.settle()
    }

    func reset() async throws {
        simulator.parts.presented.reset()
        try await simulation.reset(cause: .program)
        try simulator.parts.world.front.follow()
        try simulator.parts.readers.beginAnew(after: simulation.journal.lastSeq)
    }
}

extension Simulator {
    /// This simulator as the place in which scenarios are run. Each run begins with a reset.
    package var scenarioHost: any ScenarioHost { ScenarioHosting(simulator: self) }

    /// The words that scenarios may use here.
    package var vocabulary: ScenarioVocabulary {
        ScenarioVocabulary(
            commands: parts.catalogue.commands,
            eventTypes: parts.simulation.journal.eventTypes,
            injectionPoints: parts.simulation.injectionPoints
        )
    }
}

extension Simulator {
    /// The words that scenarios may use, from a simulator that is started for the purpose and ended at once.
    package static func vocabulary(_ configuration: SimulatorConfiguration) async throws -> ScenarioVocabulary {
        let simulator = try await start(configuration)
        let vocabulary = simulator.vocabulary
        await simulator.stop()
        return vocabulary
    }
}
