/// Why a command at the login is refused without a trace in the journal.
package enum LoginFailure: Error, Sendable, Equatable {
    /// Never opened here, over, or timed out.
    case unknownLogin
    /// It was submitted before and waits for its answer, or is not waiting for one.
    case wrongPhase
    /// The client id stands for another method.
    case methodNotOffered
    case unknownSession
    /// Never issued here, or forgotten.
    case unknownToken
    case tokenOfAnotherClient
}
