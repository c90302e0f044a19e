/// What must be true in the end.
package enum Expectation: Hashable, Sendable {
    /// At least once, or exactly so many times.
    case happened(EventPattern, times: Int?)
    case never(EventPattern)
    case atMost(EventPattern, times: Int)
    /// The first event of one kind comes before the first of the other, and no longer before it than `within` says.
    case order(first: EventPattern, then: EventPattern, within: Duration?)
    /// A request was answered, with a status.
    case answered(RequestPattern)
    /// The front ended a handshake with this alert.
    case alert(AlertName)
    /// The front refused the certificate by an HTTP answer.
    case http(Int)
    /// The card answered a command with this status word.
    case statusWord(String)
    /// How the client ended; the reference client ends with 0 when all its steps succeeded.
    case exitCode(Int)
    case outputContains(String)
    case outputLacks(String)
    /// What the reference client reports of the step that failed; other programs are not held to it.
    case failure(ClientFailurePattern)
    /// A program may fail before it comes to the simulator, as one that cannot open its file does. Then its output has to
    /// name the cause by one of these words, and it has not ended well; without this it would count as not run.
    case unreached([String])
}
