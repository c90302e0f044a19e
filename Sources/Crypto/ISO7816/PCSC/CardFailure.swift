/// How a card fails to answer.
package enum CardFailure: Error, Sendable, Hashable {
    /// Pulled out of the reader in the middle.
    case removed
    /// Another program has reset it before it saw the command.
    case reset
    /// Nothing comes, or nothing that the reader understands.
    case mute
    /// The reader is gone.
    case readerUnplugged
    /// The reader says so by itself, whatever the card did.
    case reader(PCSCError)
}
