import ISO7816

/// A machine on which no PC/SC service runs, as libpcsclite tells it.
struct AbsentCardService: CardTerminals {
    func readers() async throws(PCSCError) -> [CardReaderStatus] { throw .noService }

    func change(
        from known: [CardReaderStatus],
        timeout: Duration
    ) async throws(PCSCError) -> [CardReaderStatus] { throw .noService }

    func connect(
        _ reader: String,
        sharing: CardSharing,
        protocols: CardProtocols
    ) async throws(PCSCError) -> any CardChannel { throw .noService }
}
