/// A card as a reader sees it: bytes in, bytes out.
package protocol CardInReader: Sendable {
    /// Answer to reset, 2 to 33 bytes; empty for a mute card.
    var atr: [UInt8] { get }

    /// Power on or reset: what was selected and verified is forgotten.
    func reset() async

    /// Any bytes give an answer of at least a status word.
    ///
    /// - Throws: `CardFailure` where the card does not answer at all.
    func transmit(_ command: [UInt8]) async throws(CardFailure) -> [UInt8]
}
