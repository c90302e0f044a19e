package import Foundation
package import WebFront

extension LoginState {
    /// What a presented access token is good for, at an instant of the simulation clock.
    /// - Parameter certificate: SHA-256 of the client certificate of the connection, lower-case hex.
    package func access(
        _ token: SecretDigest,
        certificate: String?,
        at now: Date
    ) -> Result<AccessGrant, BearerFailure> {
        guard let issued = tokens[token], issued.use == .access, let grant = grants[issued.grant] else {
            return .failure(.unknown)
        }
        let session = grant.sessionID.flatMap { sessions[$0] }
        // RFC 8705 section 3: a bound token without its certificate is no token at all.
        guard issued.certificate == nil || issued.certificate == certificate else {
            return .failure(.boundToAnotherCertificate)
        }
        if issued.isRevoked || grant.isRevoked { return .failure(.revoked) }
        guard session?.isAlive(at: now) ?? (grant.sessionID == nil) else { return .failure(.sessionEnded) }
        guard now < issued.expiresAt else { return .failure(.expired) }
        return .success(
            AccessGrant(
                practitionerID: session?.practitionerID,
                clientID: grant.clientID,
                scopes: Set(issued.scopes.map(\.rawValue)),
                credential: grant.credential,
                sessionID: session?.id,
                tokenDigest: token.rawValue,
                isBound: issued.certificate != nil,
                expiresAt: issued.expiresAt
            )
        )
    }
}
