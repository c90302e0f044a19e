import Cards
import ISO7816
import Logging
import Registry
import Simulation

/// A card of the world in a reader. Its keys are made and its secrets read when the first command comes, and again after
/// each reset, so that what the world did to the card meanwhile holds.
actor WorldCard: CardInReader {
    let id: ID<Card>
    nonisolated let atr: [UInt8]
    private let world: RunningWorld
    private var card: RecordedCard?
    private var resets = 0

    init(_ card: Card, in world: RunningWorld) {
        id = card.id
        atr = card.kind == .hpki ? HPKICard.answerToReset : MyNumberCard.answerToReset
        self.world = world
    }

    func reset() {
        resets += 1
        card = nil
    }

    func transmit(_ command: [UInt8]) async throws(CardFailure) -> [UInt8] {
        let present: RecordedCard
        if let card {
            present = card
        } else {
            let resetsBefore = resets
            do {
                present = try await made()
            } catch {
                world.simulation.logger.error("the card \(id) cannot be read: \(error)")
                throw .mute
            }
            if resets == resetsBefore { card = present }
        }
        return try await present.transmit(command)
    }

    private func made() async throws -> RecordedCard {
        let (world, id) = (world, id)
        return RecordedCard(try await world.cardMachine(id)) { facts in try await world.record(facts, of: id) }
    }
}
