/// What a connection of the reference client can end with besides an answer.
package enum ClientFailure: Error, Equatable {
    /// The server closed the connection while an answer was awaited.
    case closedWithoutAnswer
    /// Nothing came in time; the connection is given up, since a late answer would be taken for the next request's.
    case noAnswer(to: String, within: Int64)
    /// The answer's body is longer than the client takes.
    case answerTooLong(limit: Int)
    /// The outgoing proxy opens no tunnel: 407 asks for a password. Nil for an answer that is no HTTP.
    case proxyRefused(status: Int?)
}
