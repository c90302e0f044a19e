package import ISO7816

/// What an operator's hands do. The composition follows the journal with these; all of them take effect at once.
extension ReaderBus {
    /// In the order in which programs list them.
    package var readers: [CardReaderStatus] {
        with { manager in manager.readers.map(\.status) }
    }

    /// Plugs a reader in, behind those that are there.
    ///
    /// - Throws: `unusableName`; `readerAttached` where the name is taken.
    package func attach(_ reader: ReaderDescription) throws(ReaderBusError) {
        guard reader.hasUsableName else { throw .unusableName(reader.name) }
        try operate { manager in
            guard manager.reader(named: reader.name) == nil else { return .readerAttached(reader.name) }
            manager.addReader(reader)
            return nil
        }
    }

    /// Pulls the reader's plug, with its card in it if there is one.
    ///
    /// - Throws: `unknownReader`, as all below.
    package func detach(_ name: String) throws(ReaderBusError) {
        try operate(name) { $0.removeReader(at: $1) }
    }

    /// - Throws: `readerTaken`.
    package func insert(_ card: any CardInReader, into name: String) throws(ReaderBusError) {
        try operate { manager in
            guard let index = manager.reader(named: name) else { return manager.unknown(name) }
            guard manager.readers[index].card == nil else { return .readerTaken(name) }
            manager.insert(card, at: index)
            return nil
        }
    }

    /// Pulls the card; nothing happens where none is.
    package func remove(from name: String) throws(ReaderBusError) {
        try operate(name) { manager, index in
            if manager.readers[index].card != nil { manager.removeCard(at: index) }
        }
    }

    /// Pulls the card that is there, if any, and puts another in: two events for the programs.
    package func swap(_ card: any CardInReader, into name: String) throws(ReaderBusError) {
        try operate(name) { manager, index in
            if manager.readers[index].card != nil { manager.removeCard(at: index) }
            manager.insert(card, at: index)
        }
    }

    /// Takes the card's power and gives it back: every program's next call says `SCARD_W_RESET_CARD`.
    ///
    /// - Throws: `readerEmpty`.
    package func reset(_ name: String) throws(ReaderBusError) {
        try operate { manager in
            guard let index = manager.reader(named: name) else { return manager.unknown(name) }
            guard manager.readers[index].card != nil else { return .readerEmpty(name) }
            manager.resetCard(at: index)
            return nil
        }
    }

    /// A reader that is not responsive is still listed, but answers nothing: `SCARD_E_READER_UNAVAILABLE`.
    package func setResponsive(_ isResponsive: Bool, _ name: String) throws(ReaderBusError) {
        try operate(name) { $0.setResponsive(isResponsive, at: $1) }
    }

    private func operate(
        _ name: String,
        _ body: (inout ResourceManager, Int) -> Void
    ) throws(ReaderBusError) {
        try operate { manager in
            guard let index = manager.reader(named: name) else { return manager.unknown(name) }
            body(&manager, index)
            return nil
        }
    }

    private func operate(_ body: (inout ResourceManager) -> ReaderBusError?) throws(ReaderBusError) {
        if let error = with(body) { throw error }
    }
}

extension ResourceManager {
    fileprivate func unknown(_ name: String) -> ReaderBusError {
        .unknownReader(name, known: readers.map(\.description.name))
    }
}

extension ReaderSlot {
    var status: CardReaderStatus {
        CardReaderStatus(
            reader: description.name,
            atr: card == nil || !isResponsive ? nil : atr,
            eventCount: Int(eventCount)
        )
    }
}
