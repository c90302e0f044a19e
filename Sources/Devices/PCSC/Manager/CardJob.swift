import ISO7816

/// Work for a card, which takes its time: done outside of the manager, and reported to it by the number.
struct CardJob: Sendable {
    let number: Int
    let reader: String
    let card: any CardInReader
    /// Power comes (back) before the command.
    let isReset: Bool
    /// nil to power the card only.
    let command: [UInt8]?
    let client: Int
}
