/// What happened at a reader without an operator's word: the owner of the durable facts follows it.
package enum ReaderBusEvent: Hashable, Sendable {
    /// The card said that it was pulled out, or a fault of the plan did it.
    case cardPulled(reader: String)
    case readerUnplugged(reader: String)
}
