import Foundation
import OpenSSL

/// Builds and verifies a certificate's path, revocation included.
struct PathCheck {
    var certificates: [Certificate]
    var revocationLists: [RevocationList]
    let policy: VerificationPolicy

    /// Certificates and lists of the file, and those of the policy.
    init(_ material: ValidationMaterial, _ policy: VerificationPolicy) {
        certificates = material.certificates + policy.certificates
        revocationLists = material.revocationLists + policy.revocationLists
        self.policy = policy
    }

    func finding(_ leaf: Certificate, at instant: Date, item: CheckItem) -> Finding {
        let anchors = policy.anchors ?? certificates.filter { $0.issuer == $0.subject }
        guard !anchors.isEmpty else {
            return .indeterminate(item, .noChain, "no trust anchor: the file holds no root certificate")
        }
        var verifier = ChainVerifier(
            anchors: anchors,
            intermediates: certificates,
            revocationLists: revocationLists,
            revocationCheck: RevocationCheck.none
        )
        do {
            let path = try verifier.verify(leaf, at: instant)
            guard path.isValid else { return Self.finding(path, item) }
            // One by one: OpenSSL's check of a whole chain asks for a list about the anchor too.
            verifier.revocationCheck = .leaf
            for certificate in path.chain.dropLast() {
                let result = try verifier.verify(certificate, at: instant)
                guard result.isValid else { return Self.finding(result, item) }
            }
            return .valid(item)
        } catch {
            return .invalid(item, .chainFailure, "the path could not be verified")
        }
    }

    private static func finding(_ result: VerificationResult, _ item: CheckItem) -> Finding {
        let subject = result.chain.indices.contains(result.depth) ? "\(result.chain[result.depth]): " : ""
        let message = subject + result.reason
        // The numbers of X509_V_ERR_… (openssl-verification-options).
        switch result.code {
        case 2, 18, 19, 20, 21, 27: return .indeterminate(item, .noChain, message)
        case 3, 11, 12, 33, 44: return .indeterminate(item, .tryLater, message)
        case 9: return .invalid(item, .notYetValid, message)
        case 10: return .invalid(item, .expired, message)
        case 23: return .invalid(item, .revoked, message)
        case 66, 67, 68: return .invalid(item, .cryptoConstraints, message, attack: .weakAlgorithm)
        default: return .invalid(item, .chainConstraints, message)
        }
    }
}
