import Foundation
import OpenSSL

/// Looks for a response about a certificate that can be relied on.
struct ResponseCheck {
    let responses: [OCSPBasicResponse]
    /// Knows the anchors that a responder's certificate must lead to.
    let verifier: ChainVerifier

    /// Unknown when there is no response about the certificate, or none that is in force and rightly signed.
    func status(of certificate: Certificate, issuer: Certificate, at instant: Date) -> OCSPCertificateStatus {
        for response in responses {
            let answers = response.answers.filter { $0.id.names(certificate, issuer: issuer) }
            guard !answers.isEmpty, isTrusted(response, issuer, at: instant) else { continue }
            for answer in answers where answer.status != .unknown {
                if let end = answer.nextUpdate, end < instant { continue }
                return answer.status
            }
        }
        return .unknown
    }

    /// What the responses that can be relied on say.
    func details(of certificate: Certificate, issuer: Certificate, at instant: Date) -> [RevocationDetail] {
        responses.flatMap { response -> [RevocationDetail] in
            let answers = response.answers.filter { $0.id.names(certificate, issuer: issuer) && $0.status != .unknown }
            guard !answers.isEmpty, isTrusted(response, issuer, at: instant) else { return [] }
            return answers.map { answer in
                var entry: RevocationDetail.Entry?
                if case .revoked(let date, let reason) = answer.status { entry = .init(date: date, reason: reason) }
                return RevocationDetail(
                    kind: .response,
                    source: .document,
                    issuer: certificate.issuer,
                    thisUpdate: answer.thisUpdate,
                    nextUpdate: answer.nextUpdate,
                    entry: entry
                )
            }
        }
    }

    /// The responder is the issuer, or has a certificate of the issuer's for this purpose (RFC 6960, section 4.2.2.2).
    private func isTrusted(_ response: OCSPBasicResponse, _ issuer: Certificate, at instant: Date) -> Bool {
        let candidates = [issuer] + response.signature.certificates + verifier.intermediates
        return candidates.contains { candidate in
            guard response.isSigned(by: candidate) else { return false }
            if candidate == issuer { return true }
            guard candidate.mayAnswer(for: issuer),
                let result = try? verifier.verify(candidate, at: max(instant, candidate.notBefore))
            else { return false }
            return result.isValid && result.chain.dropFirst().first == issuer
        }
    }
}
