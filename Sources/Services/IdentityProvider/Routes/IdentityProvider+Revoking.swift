package import Simulation
package import WebFront

extension IdentityProvider {
    /// The values of `token_type_hint` (RFC 7009 section 2.1).
    static let revocationHints: Set<String?> = [nil, "access_token", "refresh_token"]

    /// Revokes a token for a caller that is known by a token of its own, as `auth/revoke` of the CSC API does.
    ///
    /// A refresh token takes every token of its grant along, an access token leaves its refresh token alone; revoking twice is
    /// no error.
    ///
    /// - Parameters:
    ///   - hint: `token_type_hint` as it came; no more than checked, since every token is found without it.
    ///   - grant: of the caller: the token must have been issued to the same client.
    /// - Throws: ``RevocationFailure``, or what the simulation's store throws.
    package func revoke(
        token: String,
        hint: String?,
        by grant: AccessGrant,
        cause: Cause,
        trace: TraceID
    ) async throws {
        guard Self.revocationHints.contains(hint) else { throw RevocationFailure.unknownHint }
        guard FreshSecret.hasForm(token) else { throw RevocationFailure.unknownToken }
        do {
            let command = LoginCommand.revoke(token: SecretDigest(of: token), clientID: grant.clientID)
            try await simulation.perform(command, in: LoginDomain.self, cause: cause, trace: trace)
        } catch LoginFailure.unknownToken {
            throw RevocationFailure.unknownToken
        } catch LoginFailure.tokenOfAnotherClient {
            throw RevocationFailure.tokenOfAnotherClient
        }
    }
}
