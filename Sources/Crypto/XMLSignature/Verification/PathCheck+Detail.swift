import Foundation
import OpenSSL

extension PathCheck {
    /// The path as far as it can be built, the leaf first, with what is known of each certificate's revocation.
    func details(_ leaf: Certificate, at instant: Date) -> [CertificateDetail] {
        let anchors = policy.anchors ?? certificates.filter { $0.issuer == $0.subject }
        let verifier = ChainVerifier(
            anchors: anchors,
            intermediates: certificates,
            revocationCheck: RevocationCheck.none
        )
        let found = (try? verifier.verify(leaf, at: instant))?.chain ?? []
        let chain = found.isEmpty ? [leaf] : found
        return chain.indices.map { place in
            // A root is its own issuer; the end of a path that leads nowhere has none.
            let issuer = place + 1 < chain.count ? chain[place + 1] : chain[place]
            return detail(chain[place], issuer: issuer, verifier, at: instant)
        }
    }

    private func detail(
        _ certificate: Certificate,
        issuer: Certificate,
        _ verifier: ChainVerifier,
        at instant: Date
    ) -> CertificateDetail {
        var revocations: [RevocationDetail] = []
        if certificate.issuer == issuer.subject {
            revocations += ResponseCheck(responses: responses, verifier: verifier)
                .details(of: certificate, issuer: issuer, at: instant)
            revocations += listDetails(certificate, issuer)
        }
        return CertificateDetail(
            certificate: certificate,
            source: source(of: certificate),
            status: Self.status(certificate, revocations, at: instant),
            revocations: revocations,
            roles: policy.roleNames?(certificate) ?? []
        )
    }

    private func listDetails(_ certificate: Certificate, _ issuer: Certificate) -> [RevocationDetail] {
        guard let key = try? issuer.publicKey else { return [] }
        return revocationLists.filter { $0.issuer == certificate.issuer && $0.isSigned(by: key) }.map { list in
            RevocationDetail(
                kind: .list,
                source: policy.revocationLists.contains { $0 === list } ? .given : .document,
                issuer: list.issuer,
                thisUpdate: list.thisUpdate,
                nextUpdate: list.nextUpdate,
                entry: list.revocation(of: certificate.serialNumber).map {
                    RevocationDetail.Entry(date: $0.date, reason: $0.reason)
                }
            )
        }
    }

    private func source(of certificate: Certificate) -> MaterialSource {
        let isGiven = policy.certificates.contains(certificate) || policy.anchors?.contains(certificate) == true
        return isGiven ? .given : .document
    }

    private static func status(
        _ certificate: Certificate,
        _ revocations: [RevocationDetail],
        at instant: Date
    ) -> CertificateDetail.Status {
        let entries = revocations.compactMap(\.entry)
        if entries.contains(where: { RevocationMoment.counts($0.date, $0.reason, at: instant) }) { return .revoked }
        return revocations.isEmpty && certificate.issuer != certificate.subject ? .undetermined : .unrevoked
    }
}
