import Foundation
import Logging
import PCSC
import Simulation
import WebFront

/// What a running simulator is made of, and the order in which it ends.
struct SimulatorParts: Sendable {
    let world: RunningWorld
    let portal: Listener
    let signing: Listener
    let files: InstanceFiles
    let catalogue: CommandCatalogue
    let presented: PresentedCertificate
    let addresses: [BindAddressChoice]
    let readers: CardReaders
    let pcscSocket: PCSCSocket?
    let ready: CurrentReadyFile
    let stage: ScenarioStage
    /// The simulation's own time and the writing of handshakes.
    let background: Task<Void, Never>

    var simulation: Simulation { world.simulation }

    func stop() async {
        await stage.close()
        await pcscSocket?.stop()
        await signing.stop()
        await portal.stop()
        await world.front.handshakes.settle()
        world.front.handshakes.finish()
        background.cancel()
        await background.value
        files.removeReadyFile()
        do {
            try await simulation.shutdown()
        } catch {
            simulation.logger.error("the state could not be closed in order: \(error)")
        }
    }
}
