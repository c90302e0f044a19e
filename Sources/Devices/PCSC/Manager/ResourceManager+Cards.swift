import ISO7816

/// What happens at the readers by hand.
extension ResourceManager {
    mutating func insert(_ card: any CardInReader, at index: Int) {
        readers[index].card = card
        readers[index].atr = Array(card.atr.prefix(33))
        readers[index].power = .fresh
        effects.append(.tell(.inserted(reader: readers[index].description.name, atr: readers[index].atr)))
        countCardEvent(at: index)
    }

    /// All handles learn that the card is gone, also when one comes back; locks fall, counts of connections stay.
    mutating func removeCard(at index: Int) {
        readers[index].card = nil
        readers[index].atr = []
        effects.append(.tell(.removed(reader: readers[index].description.name)))
        tell(.removed, at: index)
        readers[index].lock = nil
        let pending = readers[index].running?.pending
        readers[index].running = nil
        if let pending { interrupt(pending, .notTransacted) }
        countCardEvent(at: index)
        drain(at: index)
    }

    /// Power off and on by hand, or by a program's disposition: what the card knew is gone.
    mutating func resetCard(at index: Int) {
        forget(at: index, power: .fresh)
        drain(at: index)
    }

    /// A reader that does not answer its service any more, or does again.
    mutating func setResponsive(_ isResponsive: Bool, at index: Int) {
        guard readers[index].isResponsive != isResponsive else { return }
        readers[index].isResponsive = isResponsive
        notifyAll()
        drain(at: index)
    }

    /// The idle time after the last connection is over.
    ///
    /// - Parameter round: of ``ManagerEffect/powerOffLater(reader:round:)``; a later use makes it the wrong one.
    mutating func powerOff(reader number: Int, round: Int) {
        guard let index = reader(numbered: number), readers[index].idleRound == round, readers[index].sharing == 0,
            readers[index].running == nil
        else { return }
        readers[index].power = .off
        readers[index].chosenProtocol = []
    }

    /// Applies a disposition other than leave; without a card there is nothing to apply it to.
    mutating func apply(_ disposition: CardDisposition, at index: Int) {
        guard disposition != .leave, readers[index].card != nil else { return }
        forget(at: index, power: disposition == .reset ? .fresh : .off)
    }

    private mutating func forget(at index: Int, power: ReaderSlot.Power) {
        tell(.reset, at: index)
        readers[index].epoch += 1
        readers[index].power = power
        readers[index].chosenProtocol = []
        // The card goes on with what it is doing, and nobody else gets at it before; but nobody wants to know any more.
        if let pending = readers[index].running?.pending {
            readers[index].running?.pending = nil
            interrupt(pending, .resetCard)
        }
    }

    /// What becomes of a request whose card was at work for it: a command has failed; a power-up is asked for again.
    mutating func interrupt(_ pending: PendingRequest, _ error: PCSCError) {
        guard case .transmit = pending.request else { return submit(pending) }
        effects.append(.answer(request: pending.number, .failed(error)))
    }

    private mutating func tell(_ happening: CardConnection.Happening, at index: Int) {
        let number = readers[index].number
        for (handle, connection) in connections where connection.reader == number && connection.happening != .removed {
            connections[handle]?.happening = happening
        }
    }

    private mutating func countCardEvent(at index: Int) {
        readers[index].epoch += 1
        readers[index].chosenProtocol = []
        readers[index].eventCount &+= 1
        notifyAll()
    }
}
