import COpenSSL

/// What a chain is verified for; decides which key usages and extended key usages it must allow.
package enum CertificatePurpose: Hashable, Sendable {
    /// No purpose is asked for: only names, signatures, constraints and dates count.
    case any
    case clientAuth
    case serverAuth

    /// `X509_PURPOSE_…` and the `X509_TRUST_…` that belongs to it.
    var openSSL: (purpose: Int32, trust: Int32)? {
        switch self {
        case .any: nil
        case .clientAuth: (X509_PURPOSE_SSL_CLIENT, X509_TRUST_SSL_CLIENT)
        case .serverAuth: (X509_PURPOSE_SSL_SERVER, X509_TRUST_SSL_SERVER)
        }
    }
}
