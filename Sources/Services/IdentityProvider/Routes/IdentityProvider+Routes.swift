package import Hummingbird
package import WebFront

extension IdentityProvider {
    /// Everything that browsers and applications reach without a client certificate.
    package func addPortalRoutes(to router: Router<FrontRequestContext>) {
        addMetadataRoutes(to: router)
        for (path, dialect) in [(Paths.authorization, OAuthDialect.openIDConnect), (Paths.cscAuthorization, .csc)] {
            let endpoint = AuthorizationEndpoint(provider: self, dialect: dialect)
            router.get(RouterPath(path)) { try await endpoint.respond(to: $0, $1) }
            // OpenID Connect Core section 3.1.2.1: GET and POST.
            router.post(RouterPath(path)) { try await endpoint.respond(to: $0, $1) }
        }
        let login = LoginEndpoint(provider: self)
        router.post(RouterPath(Paths.submit)) { try await login.submit($0, $1) }
        router.get(RouterPath(Paths.pending)) { try await login.poll($0, $1) }
        addTokenRoutes(to: router)
    }

    /// The endpoints of `mtls_endpoint_aliases` (RFC 8705 section 5): tokens taken here are bound to the certificate.
    package func addMutualTLSRoutes(to router: Router<FrontRequestContext>) {
        addTokenRoutes(to: router)
    }

    private func addTokenRoutes(to router: Router<FrontRequestContext>) {
        for (path, dialect) in [(Paths.token, OAuthDialect.openIDConnect), (Paths.cscToken, .csc)] {
            let endpoint = TokenEndpoint(provider: self, dialect: dialect)
            router.post(RouterPath(path)) { try await endpoint.respond(to: $0, $1) }
        }
        for (path, dialect) in [(Paths.revocation, OAuthDialect.openIDConnect), (Paths.cscRevocation, .csc)] {
            let endpoint = RevocationEndpoint(provider: self, dialect: dialect)
            router.post(RouterPath(path)) { try await endpoint.respond(to: $0, $1) }
        }
        for (path, dialect) in [
            (Paths.pushedAuthorization, OAuthDialect.openIDConnect), (Paths.cscPushedAuthorization, .csc),
        ] {
            let endpoint = PushedAuthorizationEndpoint(provider: self, dialect: dialect)
            router.post(RouterPath(path)) { try await endpoint.respond(to: $0, $1) }
        }
        let userInfo = UserInfoEndpoint(provider: self)
        // OpenID Connect Core section 5.3.1: GET and POST.
        router.get(RouterPath(Paths.userInfo)) { await userInfo.respond(to: $0, $1) }
        router.post(RouterPath(Paths.userInfo)) { await userInfo.respond(to: $0, $1) }
    }

    private func addMetadataRoutes(to router: Router<FrontRequestContext>) {
        for path in [Paths.openIDConfiguration, Paths.authorizationServerMetadata] {
            router.get(RouterPath(path)) { _, _ in
                Response(
                    json: ServerMetadata.document(
                        addresses: addresses(),
                        hasConfidentialClients: clients.hasConfidentialClients
                    )
                )
            }
        }
        router.get(RouterPath(Paths.keySet)) { _, _ in Response(json: signer.keySet) }
    }
}
