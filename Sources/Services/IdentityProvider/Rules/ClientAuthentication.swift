import OpenSSL
package import WebFront

/// Which client sends a token or revocation request (RFC 6749 section 2.3.1; CSC API section 8.4.4).
package enum ClientAuthentication {
    /// The id of the client, which has shown its secret if it has one.
    ///
    /// A public client names itself by `client_id`; an empty secret counts as none.
    package static func clientID(
        _ form: FormBody,
        authorization: String?,
        clients: ClientRegistry,
        dialect: OAuthDialect
    ) throws(OAuthError) -> String {
        let basic = try authorization.map(credentials)
        if let basic, let named = form["client_id"], named != basic.id { throw .invalidAuthorizationHeader }
        // RFC 6749 section 2.3: not more than one method of authentication in a request.
        if let basic, !basic.secret.isEmpty, form["client_secret"] != nil { throw .invalidAuthorizationHeader }
        guard let clientID = basic?.id ?? form["client_id"] else { throw .missingParameter("client_id") }
        guard let client = clients[clientID] else { throw .invalidClientID(dialect) }
        let shown = basic.flatMap { $0.secret.isEmpty ? nil : $0.secret } ?? form["client_secret"]
        switch (client.secret, shown) {
        case (nil, nil): return clientID
        case (.some, nil): throw .clientAuthenticationRequired(dialect)
        case (nil, .some): throw .invalidClientSecret(dialect)
        // Digests are compared: the time says nothing about the secret.
        case (let secret?, let shown?):
            guard secret == SecretDigest(of: shown) else { throw .invalidClientSecret(dialect) }
            return clientID
        }
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
