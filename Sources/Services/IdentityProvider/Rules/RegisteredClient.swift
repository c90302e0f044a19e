package import OpenSSL

/// A vendor application that may send people here.
package struct RegisteredClient: Codable, Sendable, Equatable {
    package let id: String
    /// Shown on the login page.
    package let name: String
    /// Compared character by character; the first is the default where a request may leave it out.
    package let redirectURIs: [String]
    /// `nil` for a public client, which proves itself by PKCE alone (RFC 6749 section 2.1).
    package let secret: SecretDigest?
    /// The public keys of its assertions (`private_key_jwt`, RFC 7523).
    package let keys: [JSONWebKey]
    /// The one method this client id stands for, as the observed ids `FIDO`, `JPKI` and `HPKI` do.
    package let method: LoginMethod?
    /// Granted besides what is asked for, and then named in the token response (RFC 6749 section 3.3).
    package let impliedScopes: [Scope]

    package init(
        id: String,
        name: String,
        redirectURIs: [String],
        secret: SecretDigest? = nil,
        keys: [JSONWebKey] = [],
        method: LoginMethod? = nil,
        impliedScopes: [Scope] = []
    ) {
        self.id = id
        self.name = name
        self.redirectURIs = redirectURIs
        self.secret = secret
        self.keys = keys
        self.method = method
        self.impliedScopes = impliedScopes
    }

    /// Whether it must prove who it is (RFC 6749 section 2.1).
    package var isConfidential: Bool { secret != nil || !keys.isEmpty }

    /// The client ids seen on the real login: each selects its method, asks for `openid` alone, and signs all the same.
    package static func observed(name: String, redirectURIs: [String]) -> [RegisteredClient] {
        [("FIDO", LoginMethod.fido), ("JPKI", .myNumber), ("HPKI", .hpkiCard)].map { id, method in
            RegisteredClient(
                id: id,
                name: name,
                redirectURIs: redirectURIs,
                method: method,
                impliedScopes: [.service]
            )
        }
    }
}
