/// An endpoint of the authorization server, for requests that are written by hand.
package enum OAuthEndpoint: String, CaseIterable, Sendable {
    case authorize
    case token
    /// Pushed authorization requests (RFC 9126).
    case push = "par"
    case revoke

    /// What says where it is, and whose error codes are spoken there.
    package enum Dialect: String, CaseIterable, Sendable {
        /// Discovery of OpenID Connect, with the endpoints behind the facility's certificate.
        case openIDConnect = "oidc"
        /// The paths of the CSC API (section 8.4).
        case csc
    }

    /// Below the `oauth2` value of `info`.
    var cscPath: String {
        switch self {
        case .authorize: "oauth2/authorize"
        case .token: "oauth2/token"
        case .push: "oauth2/pushed_authorize"
        case .revoke: "oauth2/revoke"
        }
    }

    func address(in metadata: ServerMetadata) -> String? {
        switch self {
        case .authorize: metadata.authorization_endpoint
        case .token: metadata.boundTokenEndpoint
        case .push:
            metadata.mtls_endpoint_aliases?.pushed_authorization_request_endpoint
                ?? metadata.pushed_authorization_request_endpoint
        case .revoke: metadata.boundRevocationEndpoint
        }
    }
}
