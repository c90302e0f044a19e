package import ISO7816
import Simulation

/// The readers of a bus as a program in this process uses them, with the results that libpcsclite would give.
package struct BusTerminals: CardTerminals {
    let bus: ReaderBus

    package func readers() async throws(PCSCError) -> [CardReaderStatus] {
        bus.readers
    }

    package func change(
        from known: [CardReaderStatus],
        timeout: Duration
    ) async throws(PCSCError) -> [CardReaderStatus] {
        let waiter = BusWaiter(bus)
        defer { waiter.close() }
        let sleep = bus.settings.time.sleep
        // Ends with the wait, whose time it limits.
        let timer = Task {
            guard (try? await sleep(timeout)) != nil else { return }
            waiter.end(.failure(.timeout))
        }
        defer { timer.cancel() }
        while true {
            let now = waiter.registerAndRead()
            if now != known { return now }
            try await waiter.next().get()
        }
    }

    package func connect(
        _ reader: String,
        sharing: CardSharing,
        protocols: CardProtocols
    ) async throws(PCSCError) -> any CardChannel {
        if let plan = bus.settings.faults, let failure = await ReaderFault.connect(reader, plan) {
            throw bus.connectionFailed(reader, failure)
        }
        return try await BusChannel.connect(bus, reader, sharing, protocols)
    }
}

extension ReaderBus {
    /// What programs in this process use.
    package var terminals: BusTerminals { BusTerminals(bus: self) }

    /// What a fault of the plan makes of a connection.
    func connectionFailed(_ reader: String, _ failure: CardFailure) -> PCSCError {
        switch failure {
        case .reader(let error): return error
        case .readerUnplugged:
            try? detach(reader)
            settings.onEvent?(.readerUnplugged(reader: reader))
            return .unknownReader
        case .removed:
            try? remove(from: reader)
            settings.onEvent?(.cardPulled(reader: reader))
            return .noSmartcard
        case .mute, .reset: return .unpoweredCard
        }
    }
}
