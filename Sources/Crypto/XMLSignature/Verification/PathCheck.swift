import Foundation
import OpenSSL

/// Builds and verifies a certificate's path, revocation included: a response (OCSP) first, else the lists.
struct PathCheck {
    var certificates: [Certificate]
    var revocationLists: [RevocationList]
    let responses: [OCSPBasicResponse]
    let policy: VerificationPolicy

    /// Certificates, lists and responses of the file, and those of the policy.
    init(_ material: ValidationMaterial, _ policy: VerificationPolicy) {
        certificates = material.certificates + policy.certificates
        revocationLists = material.revocationLists + policy.revocationLists
        responses = material.responses
        self.policy = policy
    }

    func finding(_ leaf: Certificate, at instant: Date, item: CheckItem) -> Finding {
        let anchors = policy.anchors ?? certificates.filter { $0.issuer == $0.subject }
        guard !anchors.isEmpty else {
            return .indeterminate(item, .noChain, "no trust anchor: the file holds no root certificate")
        }
        let verifier = ChainVerifier(
            anchors: anchors,
            intermediates: certificates,
            revocationLists: revocationLists,
            revocationCheck: RevocationCheck.none
        )
        do {
            let path = try verifier.verify(leaf, at: instant)
            guard path.isValid else { return Self.finding(path, item) }
            for (certificate, issuer) in zip(path.chain, path.chain.dropFirst()) {
                let status = ResponseCheck(responses: responses, verifier: verifier)
                    .status(of: certificate, issuer: issuer, at: instant)
                switch status {
                case .good: continue
                case .revoked(let date, let reason):
                    if RevocationMoment.counts(date, reason, at: instant) {
                        return .invalid(item, .revoked, "\(certificate): certificate revoked")
                    }
                case .unknown:
                    if let finding = try listFinding(certificate, verifier, at: instant, item) { return finding }
                }
            }
            return .valid(item)
        } catch {
            return .invalid(item, .chainFailure, "the path could not be verified")
        }
    }

    /// One certificate at a time: OpenSSL's check of a whole chain asks for a list about the anchor too.
    private func listFinding(
        _ certificate: Certificate,
        _ verifier: ChainVerifier,
        at instant: Date,
        _ item: CheckItem
    ) throws -> Finding? {
        var verifier = verifier
        verifier.revocationCheck = .leaf
        var result = try verifier.verify(certificate, at: instant)
        let lists = revocationLists.filter { $0.issuer == certificate.issuer }
        // A list that was made later tells all the more about the base time.
        if result.code == VerificationCode.listNotYetValid, let later = lists.map(\.thisUpdate).max(), later > instant {
            result = try verifier.verify(certificate, at: later)
        }
        guard !result.isValid else { return nil }
        if result.code == VerificationCode.revoked,
            !lists.compactMap({ $0.revocation(of: certificate.serialNumber) }).contains(where: {
                RevocationMoment.counts($0.date, $0.reason, at: instant)
            })
        {
            return nil
        }
        return Self.finding(result, item)
    }

    private static func finding(_ result: VerificationResult, _ item: CheckItem) -> Finding {
        let subject = result.chain.indices.contains(result.depth) ? "\(result.chain[result.depth]): " : ""
        let message = subject + result.reason
        // The numbers of X509_V_ERR_… (openssl-verification-options).
        switch result.code {
        case 2, 18, 19, 20, 21, 27: return .indeterminate(item, .noChain, message)
        case 3, VerificationCode.listNotYetValid, 12, 33, 44: return .indeterminate(item, .tryLater, message)
        case 9: return .invalid(item, .notYetValid, message)
        case 10: return .invalid(item, .expired, message)
        case VerificationCode.revoked: return .invalid(item, .revoked, message)
        case 66, 67, 68: return .invalid(item, .cryptoConstraints, message, attack: .weakAlgorithm)
        default: return .invalid(item, .chainConstraints, message)
        }
    }

    /// `X509_V_ERR_…` codes that are acted upon.
    private enum VerificationCode {
        static let listNotYetValid: Int32 = 11
        static let revoked: Int32 = 23
    }
}
