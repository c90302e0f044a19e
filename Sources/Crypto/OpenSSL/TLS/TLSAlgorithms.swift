/// Cipher suites, groups and signature algorithms of a context, in OpenSSL's names and in the order of preference.
///
/// Always set explicitly, so that neither OpenSSL's build nor a machine's `openssl.cnf` decides.
package struct TLSAlgorithms: Hashable, Sendable {
    /// For TLS 1.2 and older.
    package var ciphers: String
    /// For TLS 1.3.
    package var cipherSuites: String
    package var groups: String
    package var signatures: String

    package init(ciphers: String, cipherSuites: String, groups: String, signatures: String) {
        self.ciphers = ciphers
        self.cipherSuites = cipherSuites
        self.groups = groups
        self.signatures = signatures
    }

    /// What fronts offer today: ephemeral keys and authenticated encryption only.
    package static let modern = TLSAlgorithms(
        ciphers: [
            "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
        ].joined(separator: ":"),
        cipherSuites: "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256",
        groups: "X25519:P-256:P-384",
        signatures: [
            "ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512", "ed25519",
            "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512", "rsa_pss_pss_sha256",
            "rsa_pss_pss_sha384", "rsa_pss_pss_sha512", "rsa_pkcs1_sha256", "rsa_pkcs1_sha384", "rsa_pkcs1_sha512",
        ].joined(separator: ":")
    )

    /// ``modern`` and what TLS 1.0 and 1.1 need. Weak: it also takes ``SecurityLevel/everything``.
    package static let legacy = TLSAlgorithms(
        ciphers: modern.ciphers + ":ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:AES128-SHA:AES256-SHA",
        cipherSuites: modern.cipherSuites,
        groups: modern.groups,
        signatures: modern.signatures + ":ECDSA+SHA1:RSA+SHA1"
    )
}
