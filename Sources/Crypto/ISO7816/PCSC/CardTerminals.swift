/// The readers of this machine, as a PC/SC context shows them: a program that signs by card needs no more of PC/SC.
///
/// Two carry it out, with the same errors: the reader bus in this process, and libpcsclite.
package protocol CardTerminals: Sendable {
    /// In the order of the service; empty where no reader is attached.
    func readers() async throws(PCSCError) -> [CardReaderStatus]

    /// Waits until a reader or its card differs from `known`.
    ///
    /// - Throws: `.timeout` after `timeout`; `.cancelled` when the task is cancelled.
    func change(from known: [CardReaderStatus], timeout: Duration) async throws(PCSCError) -> [CardReaderStatus]

    func connect(
        _ reader: String,
        sharing: CardSharing,
        protocols: CardProtocols
    ) async throws(PCSCError) -> any CardChannel
}
