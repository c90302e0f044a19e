/// What is asked of the login. Fresh secrets are drawn before and come as digests.
package enum LoginCommand: Sendable {
    /// An application sends a person here.
    case request(LoginRequest)
    /// An application leaves a request here before it sends the person (RFC 9126).
    case push(RequestPush)
    /// The person has chosen who they are and how they log in.
    case submit(LoginSubmission)
    /// Somebody else (a phone, a tester) answers the login of a practitioner that waits longest.
    case answer(practitioner: String, outcome: LoginOutcome)
    /// The application polls a login that waits.
    case collect(login: SecretDigest, keys: LoginKeys)
    case redeem(CodeRedemption)
    case refresh(TokenRefresh)
    case authorizeClient(ClientAuthorization)
    /// RFC 7009.
    case revoke(token: SecretDigest, clientID: String)
    case register(RegisteredClient)
    case endSession(id: String)
    /// All that live of one practitioner.
    case endSessions(practitioner: String)
    /// Whatever has expired by now.
    case expire
}
