/// How the signing service's front treats client certificates that it does not accept. Real fronts differ.
public struct FrontChoice: Sendable, Equatable {
    /// The ways to refuse.
    public enum Style: String, Sendable, CaseIterable {
        case alertOpenSSL = "alert-openssl"
        case alertBoringSSL = "alert-boringssl"
        case http400 = "http-400"
        case http401 = "http-401"
        case http403 = "http-403"
    }

    public var style: Style = .alertOpenSSL
    /// Whether the TLS CertificateRequest names the authorities that are accepted; without the names Java sends whatever
    /// certificate it has.
    public var sendsAuthorityNames = true

    public init(style: Style = .alertOpenSSL, sendsAuthorityNames: Bool = true) {
        self.style = style
        self.sendsAuthorityNames = sendsAuthorityNames
    }
}
