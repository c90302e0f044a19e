/// What the front shows of itself in a handshake.
package struct ServerFace: Codable, Equatable, Sendable {
    /// The server's certificate with what is sent after it.
    package enum Chain: String, Codable, CaseIterable, Sendable {
        case good
        case expired
        /// The issuer between is not sent.
        case incomplete
        /// The root before the issuer between.
        case reversed
        /// Two thousand names.
        case manyNames = "many-names"
    }

    package enum Versions: String, Codable, CaseIterable, Sendable {
        case modern
        case tls12 = "1.2"
        case tls13 = "1.3"
        /// 1.0 and 1.1.
        case old
    }

    package enum Ciphers: String, Codable, CaseIterable, Sendable {
        case modern
        /// What no usual client offers.
        case rare
    }

    package var chain = Chain.good
    package var versions = Versions.modern
    package var ciphers = Ciphers.modern
    /// Whether sessions are resumed, without another look at the client certificate (MTLS-23).
    package var isResuming = false

    package init() {}
}
