/// A connection to one card (`SCARDHANDLE`).
package protocol CardChannel: Sendable {
    var reader: String { get }
    /// Answer to reset, at most 33 bytes.
    var atr: [UInt8] { get }

    /// One command, one answer with its status word.
    func transmit(_ command: [UInt8]) async throws(PCSCError) -> [UInt8]

    /// Keeps others from the card until ``endTransaction(_:)``; waits while another holds it.
    func beginTransaction() async throws(PCSCError)
    func endTransaction(_ disposition: CardDisposition) async throws(PCSCError)

    /// Takes up the connection again after `.resetCard` or `.removedCard`.
    func reconnect(
        sharing: CardSharing,
        protocols: CardProtocols,
        initialization: CardDisposition
    ) async throws(PCSCError)

    func disconnect(_ disposition: CardDisposition) async throws(PCSCError)
}
