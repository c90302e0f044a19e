/// Paths below the portal's base URL, and the same ones below the signing listener's where they are served there.
package enum Paths {
    /// The issuer; the realm has the name that was observed on the real service.
    package static let realm = "/auth/realms/mediauth"
    static let openIDConnect = realm + "/protocol/openid-connect"
    static let authorization = openIDConnect + "/auth"
    static let token = openIDConnect + "/token"
    static let keySet = openIDConnect + "/certs"
    static let userInfo = openIDConnect + "/userinfo"
    static let revocation = openIDConnect + "/revoke"
    /// Keycloak has it below `ext`.
    static let pushedAuthorization = openIDConnect + "/ext/par/request"

    /// OpenID Connect Discovery section 4: behind the issuer's path.
    static let openIDConfiguration = realm + "/.well-known/openid-configuration"
    /// RFC 8414 section 3: before the issuer's path.
    static let authorizationServerMetadata = "/.well-known/oauth-authorization-server" + realm

    /// CSC API section 8.4: below the `oauth2` value of `info`.
    static let cscAuthorization = "/oauth2/authorize"
    static let cscToken = "/oauth2/token"
    static let cscRevocation = "/oauth2/revoke"
    static let cscPushedAuthorization = "/oauth2/pushed_authorize"

    static let submit = realm + "/login-actions/authenticate"
    static let pending = realm + "/login-actions/pending"
}
