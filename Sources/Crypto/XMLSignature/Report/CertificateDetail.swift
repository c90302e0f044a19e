package import OpenSSL

/// One certificate of a path, with what is known of its revocation.
package struct CertificateDetail: Hashable, Sendable {
    /// 状態 of the public verifier's report (e-prescription-signature.md, section 9.7).
    package enum Status: String, Sendable {
        case unrevoked = "UNREVOKED"
        case revoked = "REVOKED"
        case undetermined = "UNDETERMINED"
    }

    package let certificate: Certificate
    package let source: MaterialSource
    package let status: Status
    package let revocations: [RevocationDetail]
    package let roles: [String]
}
