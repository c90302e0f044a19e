package import ISO7816

/// A card of another kind, of a railway or a bank: none of the applications that are asked for is on it.
package struct ForeignCard: CardLogic {
    /// PC/SC part 3, 3.1.3.2.3: a contactless storage card, FeliCa.
    package let atr: [UInt8] = [
        0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11, 0x00, 0x3B, 0x00, 0x00, 0x00,
        0x00, 0x42,
    ]

    package init() {}

    package mutating func reset() {}

    package mutating func respond(to command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        throw command.ins == 0xA4 ? .fileNotFound : .instructionNotSupported
    }
}
