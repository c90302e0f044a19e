package import OpenSSL

/// An authority with its own certificate and key: what is needed to issue.
package struct CertificateAuthority: Sendable {
    package let declaration: AuthorityDeclaration
    package let certificate: Certificate
    package let key: PrivateKey

    package var label: String { declaration.label }
}
