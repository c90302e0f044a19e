extension TokenRequest {
    /// The command that this request asks for, with fresh secrets for the tokens it may give.
    /// - Parameter certificate: SHA-256 of the client certificate of the connection, lower-case hex.
    func command(certificate: String?, access: SecretDigest, refresh: SecretDigest) -> LoginCommand {
        switch self {
        case .authorizationCode(let clientID, let code, let redirectURI, let challenge, let details):
            .redeem(
                CodeRedemption(
                    code: code,
                    clientID: clientID,
                    redirectURI: redirectURI,
                    challenge: challenge,
                    certificate: certificate,
                    details: details,
                    accessToken: access,
                    refreshToken: refresh
                )
            )
        case .clientCredentials(let clientID):
            .authorizeClient(ClientAuthorization(clientID: clientID, certificate: certificate, accessToken: access))
        case .refreshToken(let clientID, let token, let scopes):
            .refresh(
                TokenRefresh(
                    token: token,
                    clientID: clientID,
                    scopes: scopes,
                    certificate: certificate,
                    accessToken: access,
                    refreshToken: refresh
                )
            )
        }
    }
}
