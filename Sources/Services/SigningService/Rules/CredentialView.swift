import Foundation
import OpenSSL
import Simulation

/// A credential as `credentials/info` shows it (CSC API v2, section 11.5).
struct CredentialView {
    let facts: CredentialFacts
    /// End entity first, root last.
    let chain: [Certificate]

    /// The factors that the service asks a client for; empty where the bearer token stands for the person.
    let factors: [Factor]

    /// - Throws: when a certificate holds no key that is known here.
    func json(_ options: CredentialOptions) throws -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "key": .object(try key()),
            "cert": .object(certificate(options)),
            "SCAL": "2",
            "multisign": .integer(facts.multisign),
            "lang": .string(options.language.rawValue),
        ]
        var auth: [String: JSONValue] = ["mode": "explicit"]
        if options.authInfo {
            let (asked, separator) = facts.secrets.isEmpty ? (factors, " XOR ") : (facts.secrets, " AND ")
            // Without factors the service deals with the person itself (csc-api.md, flow 13.10).
            if !asked.isEmpty { auth["expression"] = .string(asked.map(\.rawValue).joined(separator: separator)) }
            auth["objects"] = .array(
                asked.map { ["type": .string($0.type), "id": .string($0.rawValue), "label": .string($0.label)] }
            )
        }
        members["auth"] = .object(auth)
        return members
    }

    private func key() throws -> [String: JSONValue] {
        let isEnabled = facts.status == .valid
        var members: [String: JSONValue] = [
            "status": isEnabled ? "enabled" : "disabled",
            "algo": .array(SigningAlgorithm.supported.map { .string($0.oid) }),
        ]
        if case .rsa(let bits)? = try chain.first?.publicKey.kind { members["len"] = .integer(bits) }
        return members
    }

    private func certificate(_ options: CredentialOptions) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        // `disabled` is a state of the key; the certificate itself is still valid.
        members["status"] = .string(facts.status == .disabled ? "valid" : facts.status.rawValue)
        let shown =
            switch options.certificates {
            case .none: chain.prefix(0)
            case .single: chain.prefix(1)
            case .chain: chain.prefix(chain.count)
            }
        if !shown.isEmpty { members["certificates"] = .array(shown.map { .string(Base64.encode($0.derEncoded)) }) }
        if options.certInfo, let leaf = chain.first {
            members["issuerDN"] = .string(leaf.issuer.description)
            members["subjectDN"] = .string(leaf.subject.description)
            members["serialNumber"] = .string(leaf.serialHex)
            members["validFrom"] = .string(GeneralizedTime.text(leaf.notBefore))
            members["validTo"] = .string(GeneralizedTime.text(leaf.notAfter))
        }
        return members
    }
}
