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

    /// The OCSP response about its own certificate that it sends to clients that ask (RFC 6066, section 8).
    package enum Staple: String, Codable, CaseIterable, Sendable {
        case good
        case revoked
        /// The responder does not know the certificate.
        case unknown
        /// Past its nextUpdate.
        case stale
        /// Good, and signed by an authority that did not issue the certificate.
        case wrongSigner = "wrong-signer"
        /// There is none.
        case none
    }

    package var chain = Chain.good
    package var staple = Staple.good
    package var versions = Versions.modern
    package var ciphers = Ciphers.modern
    /// Whether sessions are resumed, without another look at the client certificate (MTLS-23).
    package var isResuming = false

    package init() {}

    /// Journals of before there were staples do not have them.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        chain = try container.decode(Chain.self, forKey: .chain)
        staple = try container.decodeIfPresent(Staple.self, forKey: .staple) ?? .good
        versions = try container.decode(Versions.self, forKey: .versions)
        ciphers = try container.decode(Ciphers.self, forKey: .ciphers)
        isResuming = try container.decode(Bool.self, forKey: .isResuming)
    }
}
