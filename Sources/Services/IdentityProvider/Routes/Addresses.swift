extension IdentityProvider {
    /// Where the identity provider is reached: known only after the ports are bound.
    package struct Addresses: Sendable, Equatable {
        /// Base URL of the portal without a slash at its end, e.g. `http://localhost:8080`.
        package let portal: String
        /// Base URL of the mutual TLS listener without a slash at its end, e.g. `https://localhost:8443`.
        package let mutualTLS: String

        package init(portal: String, mutualTLS: String) {
            self.portal = portal
            self.mutualTLS = mutualTLS
        }

        /// The `iss` of ID tokens, metadata and redirects.
        package var issuer: String { portal + Paths.realm }

        /// What the `aud` of a client's assertion may be (RFC 7523 section 3; RFC 9126 section 2): the issuer or an endpoint.
        var audiences: Set<String> {
            let paths = [
                Paths.token, Paths.cscToken, Paths.revocation, Paths.cscRevocation, Paths.pushedAuthorization,
                Paths.cscPushedAuthorization,
            ]
            return Set([issuer, portal + "/oauth2"] + paths.flatMap { [portal + $0, mutualTLS + $0] })
        }
    }
}
