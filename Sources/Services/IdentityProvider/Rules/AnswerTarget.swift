/// Where the answer of an authorization request goes: the registered redirect URI, with the `state` that came.
package struct AnswerTarget: Sendable, Equatable {
    package let redirectURI: String
    package let state: String?

    /// The redirect that carries a code (RFC 6749 section 4.1.2), with the issuer beside it (RFC 9207).
    package func url(code: String, issuer: String) -> String {
        url([("code", code), ("state", state), ("iss", issuer)])
    }

    /// The redirect that carries an error (RFC 6749 section 4.1.2.1), with the issuer beside it (RFC 9207).
    package func url(error: OAuthError, issuer: String) -> String {
        url([("error", error.code), ("error_description", error.description), ("state", state), ("iss", issuer)])
    }

    /// A query that the redirect URI has already is kept (RFC 6749 section 3.1.2).
    private func url(_ parameters: [(name: String, value: String?)]) -> String {
        let query = parameters.compactMap { name, value in value.map { "\(name)=\(PercentEncoding.encode($0))" } }
        let separator = redirectURI.contains("?") ? "&" : "?"
        return redirectURI + separator + query.joined(separator: "&")
    }
}
