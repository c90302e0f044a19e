package import ISO7816

/// What distinguishes one card from another: whole commands in, answers and durable facts out; no time, no I/O.
package protocol CardLogic: Sendable {
    var atr: [UInt8] { get }
    /// Power on or reset.
    mutating func reset()
    mutating func respond(to command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent])
}
