import OpenSSL
package import Simulation

/// What discovery says: OpenID Connect Discovery section 3, RFC 8414 section 2, RFC 8705 section 5, RFC 9126 section 5, RFC
/// 9207 section 3, RFC 9396 section 10.
package enum ServerMetadata {
    package static func document(addresses: IdentityProvider.Addresses, hasConfidentialClients: Bool) -> JSONValue {
        let portal = addresses.portal
        let clientAuthentication: JSONValue =
            hasConfidentialClients
            ? ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"] : ["none"]
        return [
            "issuer": .string(addresses.issuer),
            "authorization_endpoint": .string(portal + Paths.authorization),
            "token_endpoint": .string(portal + Paths.token),
            "revocation_endpoint": .string(portal + Paths.revocation),
            "pushed_authorization_request_endpoint": .string(portal + Paths.pushedAuthorization),
            "require_pushed_authorization_requests": false,
            "userinfo_endpoint": .string(portal + Paths.userInfo),
            "jwks_uri": .string(portal + Paths.keySet),
            "mtls_endpoint_aliases": [
                "token_endpoint": .string(addresses.mutualTLS + Paths.token),
                "revocation_endpoint": .string(addresses.mutualTLS + Paths.revocation),
                "pushed_authorization_request_endpoint": .string(addresses.mutualTLS + Paths.pushedAuthorization),
                "userinfo_endpoint": .string(addresses.mutualTLS + Paths.userInfo),
            ],
            "tls_client_certificate_bound_access_tokens": true,
            "scopes_supported": .array(Scope.allCases.map { .string($0.rawValue) }),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": clientAuthentication,
            "revocation_endpoint_auth_methods_supported": clientAuthentication,
            // Assertions are RS, PS or ES: RFC 8414 section 2 wants them named where private_key_jwt is.
            "token_endpoint_auth_signing_alg_values_supported": .array(
                JWSAlgorithm.allCases.map { .string($0.rawValue) }
            ),
            "revocation_endpoint_auth_signing_alg_values_supported": .array(
                JWSAlgorithm.allCases.map { .string($0.rawValue) }
            ),
            "authorization_details_types_supported": .array(CredentialRequest.detailsTypes.map { .string($0) }),
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "claims_supported": [
                "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid", "amr", "name",
                "preferred_username",
            ],
            "authorization_response_iss_parameter_supported": true,
            "claims_parameter_supported": false,
            "request_parameter_supported": false,
            "request_uri_parameter_supported": false,
        ]
    }
}
