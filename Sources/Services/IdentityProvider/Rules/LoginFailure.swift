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
    /// The `request_uri` was never given out, is used or expired, or is another client's.
    case unknownRequestURI
    case tooManyClients
}

extension LoginFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownLogin: "there is no such login, or it is over"
        case .wrongPhase: "this login does not wait for that"
        case .methodNotOffered: "the client id stands for another method"
        case .unknownSession: "there is no such session, or it has ended"
        case .unknownToken: "there is no such token"
        case .tokenOfAnotherClient: "the token was issued to another client"
        case .unknownRequestURI: "there is no such pushed request, or it is over"
        case .tooManyClients: "\(LoginPolicy.maximumRegisteredClients) clients are registered: no more are taken"
        }
    }
}
