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
    }
}
