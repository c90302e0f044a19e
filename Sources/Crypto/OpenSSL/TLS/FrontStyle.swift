/// How a server refuses a client certificate: real fronts differ, so every way is an option.
package enum FrontStyle: String, CaseIterable, Codable, Sendable {
    /// The handshake fails with the alert that OpenSSL chooses.
    case alertOpenSSL = "alert-openssl"
    /// The handshake fails with the alert that BoringSSL chooses.
    case alertBoringSSL = "alert-boringssl"
    /// The handshake succeeds, and the first request is answered with nginx's page 400.
    case http400 = "http-400"
    /// The handshake succeeds, and the first request is answered with a JSON 401.
    case http401 = "http-401"
    /// The handshake succeeds, and the first request is answered with a JSON 403.
    case http403 = "http-403"

    /// Whether a bad certificate ends the handshake.
    package var refusesInHandshake: Bool {
        switch self {
        case .alertOpenSSL, .alertBoringSSL: true
        case .http400, .http401, .http403: false
        }
    }
}
