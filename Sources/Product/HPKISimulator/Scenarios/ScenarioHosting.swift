import Foundation
import ISO7816
import PCSC
import Registry
package import ScenarioEngine
import Simulation
import WebFront

/// A running simulator as the place in which scenarios are run.
struct ScenarioHosting: ScenarioHost {
    let parts: SimulatorParts

    var simulation: Simulation { parts.simulation }
    var catalogue: CommandCatalogue { parts.catalogue }
    var deliveredClientCertificate: String { DefaultWorld.clientCertificate.rawValue }

    func environment(of practitioner: String?) async throws -> [String: String] {
        var variables = try await ready(of: practitioner).environment
        variables["HPKI_SIM_DOCUMENT"] = parts.files.sampleDocument
        if let file = parts.presented.file {
            variables["HPKI_SIM_P12"] = file.path
            variables["HPKI_SIM_P12_PASSWORD"] = file.password
        }
        return variables
    }

    private func ready(of practitioner: String?) async throws -> ReadyFile {
        var ready = parts.ready.original
        try await ready.speak(of: practitioner.map(ID.init(rawValue:)) ?? DefaultWorld.practitioner, in: parts.world)
        return ready
    }

    func secrets(of practitioner: String?) async throws -> [String] {
        let ready = try await ready(of: practitioner)
        return [
            ready.pkcs12Password, ready.adminToken, ready.hpkiCardPIN, ready.myNumberAuthPIN,
            ready.myNumberSignPassword,
            parts.presented.file?.password,
        ].compactMap(\.self)
    }

    var terminals: any CardTerminals { parts.readers.bus.terminals }

    func settle() async {
        await parts.readers.settle()
        await parts.world.front.handshakes.settle()
        // A store that is broken is told of by the next command.
        try? await simulation.settle()
    }

    func reset() async throws {
        try await parts.world.reset(parts.presented, cause: .program)
        try parts.readers.beginAnew(after: simulation.journal.lastSeq)
    }
}

extension Simulator {
    /// This simulator as the place in which scenarios are run. Each run begins with a reset.
    package var scenarioHost: any ScenarioHost { ScenarioHosting(parts: parts) }

    /// The words that scenarios may use here.
    package var vocabulary: ScenarioVocabulary { parts.vocabulary }
}

extension SimulatorParts {
    var vocabulary: ScenarioVocabulary {
        ScenarioVocabulary(
            commands: catalogue.commands,
            events: simulation.journal.eventShapes,
            injectionPoints: simulation.injectionPoints
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
