import Cards
import ISO7816

/// One reader with one card in it, without a bus.
struct MachineTerminals: CardTerminals {
    static let name = "Reader"
    /// nil for an empty reader.
    let card: RecordedCard?

    func readers() async throws(PCSCError) -> [CardReaderStatus] {
        [CardReaderStatus(reader: Self.name, atr: card?.atr, eventCount: 0)]
    }

    func change(
        from known: [CardReaderStatus],
        timeout: Duration
    ) async throws(PCSCError) -> [CardReaderStatus] { throw .timeout }

    func connect(
        _ reader: String,
        sharing: CardSharing,
        protocols: CardProtocols
    ) async throws(PCSCError) -> any CardChannel {
        guard let card else { throw .noSmartcard }
        return Channel(card: card)
    }

    private struct Channel: CardChannel {
        let card: RecordedCard
        var reader: String { MachineTerminals.name }
        var atr: [UInt8] { card.atr }

        func transmit(_ command: [UInt8]) async throws(PCSCError) -> [UInt8] {
            do { return try await card.transmit(command) } catch { throw .removedCard }
        }

        func beginTransaction() async throws(PCSCError) {}
        func endTransaction(_ disposition: CardDisposition) async throws(PCSCError) {}
        func reconnect(
            sharing: CardSharing,
            protocols: CardProtocols,
            initialization: CardDisposition
        ) async throws(PCSCError) {}
        func disconnect(_ disposition: CardDisposition) async throws(PCSCError) { await card.reset() }
    }
}
