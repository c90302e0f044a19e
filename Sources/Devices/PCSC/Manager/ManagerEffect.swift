/// What is to be done after the manager has decided.
enum ManagerEffect: Sendable {
    case answer(request: Int, ReaderAnswer)
    case run(CardJob)
    /// The end of a client's wait; it is no longer registered.
    case wake(client: Int, WaitEnd)
    /// Ask for ``ResourceManager/powerOff(reader:round:)`` after the idle time.
    case powerOffLater(reader: Int, round: Int)
    case report(ReaderBusEvent)
    case tell(ReaderHappening)
}

enum WaitEnd: Hashable, Sendable {
    case changed
    case cancelled
}
