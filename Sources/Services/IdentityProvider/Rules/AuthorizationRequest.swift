/// A valid authorization request: what has to be remembered until the person has logged in and the code is redeemed.
package struct AuthorizationRequest: Codable, Sendable, Equatable {
    package let clientID: String
    package let redirectURI: String
    /// Whether the request named it; the token request must then repeat it (RFC 6749 section 4.1.3).
    package let redirectURIWasGiven: Bool
    package let scopes: [Scope]
    package let state: String?
    package let nonce: String?
    /// S256 challenge, RFC 7636 section 4.2.
    package let codeChallenge: String
    /// The one method that the client id selects.
    package let method: LoginMethod?
    /// Login id of the practitioner that the application expects (OpenID Connect Core section 3.1.2.1); a hint only.
    package let loginHint: String?
    /// What scope `credential` asks for; `nil` with any other scope.
    package var credential: CredentialRequest?
    /// The one person who may log in: `sub` of an `account_token` (CSC API section 8.4.2.1).
    package var account: String?
    /// `clientData`, as it came; never interpreted.
    package var clientData: String?

    /// How many digests it carries, which is what makes a request long.
    var digestCount: Int { credential?.digests.count ?? 0 }

    package var answerTarget: AnswerTarget { AnswerTarget(redirectURI: redirectURI, state: state) }
}
