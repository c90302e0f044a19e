import COpenSSL
import Foundation

/// Whom a client wants to reach: a host name or an IP address, and how its certificate must name it (RFC 9525).
enum ServerName: Hashable, Sendable {
    case host(String)
    case address(String)

    init(_ text: String) {
        var storage = in6_addr()
        let isAddress = inet_pton(AF_INET, text, &storage) == 1 || inet_pton(AF_INET6, text, &storage) == 1
        self = isAddress ? .address(text) : .host(text)
    }

    /// Asks the server for this name, and its certificate to hold it.
    func configure(_ connection: OpaquePointer) throws(OpenSSLError) {
        let parameters = SSL_get0_param(connection)
        switch self {
        case .host(let name):
            try check(shim_SSL_set_tlsext_host_name(connection, name), "SSL_set_tlsext_host_name")
            X509_VERIFY_PARAM_set_hostflags(parameters, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
            try check(X509_VERIFY_PARAM_set1_host(parameters, name, 0), "X509_VERIFY_PARAM_set1_host")
        case .address(let address):
            // RFC 6066, section 3: addresses are never sent as a name.
            try check(X509_VERIFY_PARAM_set1_ip_asc(parameters, address), "X509_VERIFY_PARAM_set1_ip_asc")
        }
    }
}
