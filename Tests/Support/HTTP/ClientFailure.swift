/// What a connection of the tests' own client can end with besides an answer.
package enum ClientFailure: Error, Equatable {
    /// The server closed the connection while an answer was awaited.
    case closedWithoutAnswer
}
