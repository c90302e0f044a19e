package import OpenSSL

/// What a verification trusts and asks for.
package struct VerificationPolicy: Sendable {
    /// nil trusts every self-signed certificate in the file, as the public verifier does.
    package var anchors: [Certificate]?
    /// Certificates and lists beyond those in the file.
    package var certificates: [Certificate]
    package var revocationLists: [RevocationList]
    /// Whether keyUsage must have nonRepudiation.
    package var asksForNonRepudiation = true
    /// The hcRole names in a certificate; nil leaves the role unjudged. Reading hcRole is HealthcarePKI's.
    package var roleNames: (@Sendable (Certificate) -> [String])?

    package init(
        anchors: [Certificate]? = nil,
        certificates: [Certificate] = [],
        revocationLists: [RevocationList] = [],
        roleNames: (@Sendable (Certificate) -> [String])? = nil
    ) {
        self.anchors = anchors
        self.certificates = certificates
        self.revocationLists = revocationLists
        self.roleNames = roleNames
    }
}
