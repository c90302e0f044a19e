import Foundation
import ISO7816
import Logging
import PCSC
import Registry
import Simulation
import Synchronization

/// The readers of a running simulator: which card is in which is the world's business, and the bus follows it.
final class CardReaders: Sendable {
    /// [D] Two, as the default world has two cards in readers, and Debian's vpcd two slots.
    static let count = 2

    /// What the bus has been given in a reader.
    private struct Presence: Hashable {
        let card: ID<Card>
        let isUpsideDown: Bool
    }

    private struct State {
        var present: [Int: Presence] = [:]
        /// Lost at the end of the program: readers are hardware.
        var unplugged: Set<Int> = []
        /// Whether a reader may stand in another place of the list than at first.
        var isDisordered = false
        /// The event up to which resets of the world have been followed.
        var lastReset = -1
    }

    private enum Item {
        case happening(ReaderBusEvent)
        /// Everything before it has been recorded.
        case mark(CheckedContinuation<Void, Never>)
    }

    let bus: ReaderBus
    private let world: RunningWorld
    var simulation: Simulation { world.simulation }
    private let state = Mutex(State())
    private let items: AsyncStream<Item>
    private let reports: AsyncStream<Item>.Continuation
    private let driver: SimulatorConfiguration.VirtualReaderDriver?

    init(_ world: RunningWorld, trace: APDUTrace?, driver: SimulatorConfiguration.VirtualReaderDriver?) throws {
        self.world = world
        self.driver = driver
        let (items, reports) = AsyncStream.makeStream(of: Item.self)
        (self.items, self.reports) = (items, reports)
        var settings = ReaderBusSettings()
        settings.faults = world.simulation.faults
        settings.onEvent = { reports.yield(.happening($0)) }
        settings.onHappening = { [records = world.simulation.records] happening in
            trace?.write(happening)
            if case .exchange(let exchange) = happening { records.append("apdu", exchange.record) }
        }
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
        try state.withLock { state in
            for (number, card) in cards.enumerated() where !state.unplugged.contains(number) {
                let wanted = card.map { Presence(card: $0.id, isUpsideDown: $0.isUpsideDown == true) }
                guard state.present[number] != wanted else { continue }
                if state.present.removeValue(forKey: number) != nil { try bus.remove(from: Self.name(number)) }
                guard let card else { continue }
                try bus.insert(WorldCard(card, in: world, reader: Self.name(number)), into: Self.name(number))
                state.present[number] = wanted
            }
        }
    }

    /// A world that begins anew has all its readers, in order, and cards that remember nothing.
    ///
    /// - Parameter reset: the number of the reset's event; what was done for it or a later one is not done again, because
    ///   programs are at work already.
    func beginAnew(after reset: Int) throws {
        try state.withLock { state in
            guard reset > state.lastReset else { return }
            state.lastReset = reset
            for number in state.present.keys { try bus.remove(from: Self.name(number)) }
            state.present = [:]
            guard state.isDisordered || !state.unplugged.isEmpty else { return }
            for number in 0..<Self.count where !state.unplugged.contains(number) { try bus.detach(Self.name(number)) }
            for number in 0..<Self.count { try bus.attach(.numbered(number)) }
            state.unplugged = []
            state.isDisordered = false
        }
        try follow()
    }

    // MARK: - Plugs

    func isPlugged(_ number: Int) -> Bool { state.withLock { !$0.unplugged.contains(number) } }

    /// - Returns: the card that went with the reader.
    func unplug(_ number: Int) throws -> ID<Card>? {
        try state.withLock { state in
            guard state.unplugged.insert(number).inserted else { return nil }
            try bus.detach(Self.name(number))
            return state.present.removeValue(forKey: number)?.card
        }
    }

    func plugIn(_ number: Int) throws {
        try state.withLock { state in
            guard state.unplugged.remove(number) != nil else { return }
            state.isDisordered = true
            try bus.attach(.numbered(number))
        }
    }

    // MARK: - Running

    /// Until it is cancelled.
    func run() async {
        await withTaskGroup { group in
            group.addTask { await self.followJournal() }
            group.addTask { await self.recordHappenings() }
            guard let driver else { return }
            for number in 0..<Self.count {
                let endpoint = VPCDEndpoint(
                    bus: bus,
                    reader: Self.name(number),
                    host: driver.host,
                    port: driver.port + number
                )
                group.addTask { await endpoint.run() }
            }
        }
        reports.finish()
        // Who waits for a mark that nobody has come to is let go.
        for await item in items { if case .mark(let continuation) = item { continuation.resume() } }
    }

    /// Returns when everything that has happened at the readers stands in the journal.
    func settle() async {
        await withCheckedContinuation { continuation in
            if case .terminated = reports.yield(.mark(continuation)) { continuation.resume() }
        }
    }

    private func followJournal() async {
        let types = ["card.inserted", "card.removed", "simulation.reset"]
        do {
            for try await event in world.simulation.journal.stream(types: types) {
                if event.type == "simulation.reset" { try beginAnew(after: event.seq) } else { try follow() }
            }
        } catch is CancellationError {
        } catch {
            world.simulation.logger.error("the readers no longer follow the world: \(error)")
        }
    }

    private func recordHappenings() async {
        for await item in items {
            switch item {
            case .happening(let happening): await record(happening)
            case .mark(let continuation): continuation.resume()
            }
        }
    }

    /// What happened at a reader by itself becomes a fact of the world.
    private func record(_ happening: ReaderBusEvent) async {
        let (reader, isUnplugged) =
            switch happening {
            case .cardPulled(let reader): (reader, false)
            case .readerUnplugged(let reader): (reader, true)
            }
        guard let number = (0..<Self.count).first(where: { Self.name($0) == reader }) else { return }
        let card = state.withLock { state in
            if isUnplugged { state.unplugged.insert(number) }
            return state.present.removeValue(forKey: number)?.card
        }
        guard let card else { return }
        do {
            try await world.simulation.perform(.remove(card), in: CardDomain.self, cause: .program)
        } catch {
            world.simulation.logger.error("a card pulled out could not be recorded: \(error)")
        }
    }
}
