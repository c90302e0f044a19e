import Logging
import PCSC
import Registry
import Simulation
import Synchronization

/// The readers of a running simulator: which card is in which is the world's business, and the bus follows it.
final class CardReaders: Sendable {
    /// [D] Two, as the default world has two cards in readers.
    static let count = 2

    let bus: ReaderBus
    private let world: RunningWorld
    var simulation: Simulation { world.simulation }
    /// By number, what the bus has been given.
    private let present = Mutex<[Int: ID<Card>]>([:])
    private let happenings: AsyncStream<ReaderBusEvent>

    init(_ world: RunningWorld) throws {
        self.world = world
        let (happenings, reports) = AsyncStream.makeStream(of: ReaderBusEvent.self)
        self.happenings = happenings
        var settings = ReaderBusSettings()
        settings.faults = world.simulation.faults
        settings.onEvent = { reports.yield($0) }
        bus = ReaderBus(settings)
        for number in 0..<Self.count { try bus.attach(.numbered(number)) }
        try follow()
    }

    static func name(_ number: Int) -> String { ReaderDescription.numbered(number).name }

    /// Puts into the readers what the world has in them.
    func follow() throws {
        let cards = world.simulation.read(CardDomain.self) { cards in
            (0..<Self.count).map { cards.card(inReader: $0) }
        }
        try present.withLock { present in
            for (number, card) in cards.enumerated() where present[number] != card?.id {
                if present[number] != nil {
                    present[number] = nil
                    try bus.remove(from: Self.name(number))
                }
                guard let card else { continue }
                try bus.insert(WorldCard(card, in: world), into: Self.name(number))
                present[number] = card.id
            }
        }
    }

    /// Until it is cancelled.
    func run() async {
        await withTaskGroup { group in
            group.addTask { await self.followJournal() }
            group.addTask { await self.recordHappenings() }
        }
    }

    private func followJournal() async {
        let types = ["card.inserted", "card.removed", "simulation.reset"]
        do {
            for try await _ in world.simulation.journal.stream(types: types) { try follow() }
        } catch {
            world.simulation.logger.error("the readers no longer follow the world: \(error)")
        }
    }

    /// What happened at a reader by itself becomes a fact of the world.
    private func recordHappenings() async {
        for await happening in happenings {
            let reader =
                switch happening {
                case .cardPulled(let reader), .readerUnplugged(let reader): reader
                }
            guard let number = (0..<Self.count).first(where: { Self.name($0) == reader }) else { continue }
            let card = present.withLock { $0.removeValue(forKey: number) }
            guard let card else { continue }
            do {
                try await world.simulation.perform(.remove(card), in: CardDomain.self, cause: .program)
            } catch {
                world.simulation.logger.error("a card pulled out could not be recorded: \(error)")
            }
        }
    }
}
