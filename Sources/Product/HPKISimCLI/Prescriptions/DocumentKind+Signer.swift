import HealthcarePKI
import OpenSSL
import XMLSignature

extension DocumentKind {
    /// What is said before somebody signs whose hcRole is not for such a document; nil where it is.
    func warning(aboutSigner certificate: Certificate) -> String? {
        let roles = HealthcareRoleAttribute.roleNames(of: certificate)
        guard signerRoles.isDisjoint(with: roles) else { return nil }
        return "hpki-sim: warning: a \(rawValue) is signed by \(signerRoles.sorted().joined(separator: " or ")), "
            + "and hcRole is \(roles.isEmpty ? "missing" : roles.joined(separator: ", ")): 'verify' will refuse it"
    }
}
