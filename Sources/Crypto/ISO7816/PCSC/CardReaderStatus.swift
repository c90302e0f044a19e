/// What is known of a reader at one moment.
package struct CardReaderStatus: Hashable, Sendable {
    /// As PC/SC lists it, such as `HPKI Sim Reader 0 00 00`.
    package let reader: String
    /// nil where no card is in the reader; empty for a card that does not answer.
    package let atr: [UInt8]?
    /// Counts insertions and removals, 0 to 65535.
    package let eventCount: Int

    package init(reader: String, atr: [UInt8]?, eventCount: Int) {
        self.reader = reader
        self.atr = atr
        self.eventCount = eventCount
    }
}
