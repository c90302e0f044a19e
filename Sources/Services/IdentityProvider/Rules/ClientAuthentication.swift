import OpenSSL
package import WebFront

/// Which client sends a token, revocation or pushed authorization request (RFC 6749 section 2.3.1; RFC 7521 section 4.2; CSC API
/// section 8.4.4).
///
/// [D] `tls_client_auth` (RFC 8705 section 2.1) is not offered: the certificate of the mutual TLS listener names the facility,
/// which may run any vendor's application. Tokens are bound to it all the same.
package enum ClientAuthentication {
    /// The id of the client, which has shown its secret or signed an assertion if it can.
    ///
    /// A public client names itself by `client_id`; an empty secret counts as none.
    /// - Parameter judge: of assertions; without one, none is taken.
    package static func clientID(
        _ form: FormBody,
        authorization: String?,
        clients: ClientRegistry,
        dialect: OAuthDialect,
        judge: AssertionJudge? = nil
    ) throws(OAuthError) -> String {
        let basic = try authorization.map(credentials)
        if let basic, let named = form["client_id"], named != basic.id { throw .invalidAuthorizationHeader }
        let shownInHeader = basic.flatMap { $0.secret.isEmpty ? nil : $0.secret }
        // RFC 6749 section 2.3: not more than one method of authentication in a request.
        let proofs = [shownInHeader, form["client_secret"], form["client_assertion"]].compactMap(\.self)
        if proofs.count > 1 { throw .invalidAuthorizationHeader }
        if let assertion = form["client_assertion"] {
            return try clientID(signing: assertion, form, clients, dialect, judge)
        }
        guard let clientID = basic?.id ?? form["client_id"] else { throw .missingParameter("client_id") }
        guard let client = clients[clientID] else { throw .invalidClientID(dialect) }
        switch (client.secret, proofs.first) {
        case (nil, nil) where client.isConfidential, (.some, nil): throw .clientAuthenticationRequired(dialect)
        case (nil, nil): return clientID
        case (nil, .some): throw .invalidClientSecret(dialect)
        // Digests are compared: the time says nothing about the secret.
        case (let secret?, let shown?):
            guard secret == SecretDigest(of: shown) else { throw .invalidClientSecret(dialect) }
            return clientID
        }
    }

    /// `client_id` is not needed beside an assertion, but must agree (RFC 7521 section 4.2).
    private static func clientID(
        signing assertion: String,
        _ form: FormBody,
        _ clients: ClientRegistry,
        _ dialect: OAuthDialect,
        _ judge: AssertionJudge?
    ) throws(OAuthError) -> String {
        guard form["client_assertion_type"] == AssertionJudge.assertionType else {
            throw .invalidClientAssertion("client_assertion_type", dialect)
        }
        guard let client = judge?.client(of: assertion, among: clients),
            form["client_id"] == nil || form["client_id"] == client.id
        else { throw .invalidClientAssertion("client_assertion", dialect) }
        return client.id
    }

    /// HTTP Basic (RFC 7617), id and secret form-encoded first (RFC 6749 section 2.3.1).
    private static func credentials(_ header: String) throws(OAuthError) -> (id: String, secret: String) {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Base64.decode(parts[1]),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let id = try? FormBody.decode(bytes[..<colon]),
            let secret = try? FormBody.decode(bytes[(colon + 1)...])
        else { throw .invalidAuthorizationHeader }
        return (id, secret)
    }
}
