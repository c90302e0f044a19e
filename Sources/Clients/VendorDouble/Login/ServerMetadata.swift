/// What discovery says of the authorization server (RFC 8414, section 2; RFC 8705, section 5; RFC 9207, section 3).
struct ServerMetadata: Decodable, Sendable {
    struct MutualTLSAliases: Decodable, Sendable {
        let token_endpoint: String?
        let pushed_authorization_request_endpoint: String?
        let revocation_endpoint: String?
    }

    let issuer: String
    let authorization_endpoint: String
    let token_endpoint: String
    let revocation_endpoint: String?
    let pushed_authorization_request_endpoint: String?
    let mtls_endpoint_aliases: MutualTLSAliases?
    let authorization_response_iss_parameter_supported: Bool?

    /// Tokens taken here are bound to the facility's certificate.
    var boundTokenEndpoint: String { mtls_endpoint_aliases?.token_endpoint ?? token_endpoint }
    var boundRevocationEndpoint: String? { mtls_endpoint_aliases?.revocation_endpoint ?? revocation_endpoint }
}
