import Foundation
import HealthcarePKI
import OpenSSL

/// An OCSP responder about the signer's certificate; what is wrong with its responses can be set.
struct ResponseMaker {
    enum Responder: String, Sendable {
        /// The certificate's issuer itself.
        case issuer
        /// One with a certificate of the issuer's for OCSP signing.
        case delegate
        /// One with a certificate of the issuer's for something else.
        case unauthorised
        /// Says that it is the issuer.
        case impostor
    }

    var responder = Responder.issuer
    /// `certStatus`; good unless it is set.
    var status: [UInt8] = DER.implicitPrimitive(0, [])
    var thisUpdate = Fixtures.instant.addingTimeInterval(-3600)
    var nextUpdate: Date? = Fixtures.instant.addingTimeInterval(3600)
    /// Of the CertID.
    var hash = DigestAlgorithm.sha1
    /// The certificate that is asked about; the signer's unless it is set.
    var subject: Certificate?

    static func revoked(at date: Date, _ reason: RevocationReason?) -> [UInt8] {
        let reason = reason.map { DER.explicit(0, DER.enumerated($0.rawValue)) } ?? []
        return DER.implicitConstructed(1, of: [DER.generalizedTime(date), reason])
    }

    func response() throws -> [UInt8] {
        let issuer = try Fixtures.pki.get().authority("medis-signature")
        let subject = try subject ?? Fixtures.certificate()
        let identifier = DER.sequence(
            DER.sequence(DER.oid(hash.oid), DER.null),
            DER.octetString(hash.hash(issuer.certificate.subject.derEncoded)),
            DER.octetString(hash.hash(try issuer.certificate.publicKey.keyBits)),
            DER.integer(magnitude: subject.serialNumber)
        )
        let next = nextUpdate.map { DER.explicit(0, DER.generalizedTime($0)) } ?? []
        let answer = DER.sequence(identifier, status, DER.generalizedTime(thisUpdate), next)
        let (key, certificate, chain) = try signer(issuer)
        let data = DER.sequence(
            DER.explicit(1, certificate.subject.derEncoded),
            DER.generalizedTime(thisUpdate),
            DER.sequence(answer)
        )
        let basic = DER.sequence(
            data,
            SignatureAlgorithm(digest: .sha256).derEncoded(for: key.publicKey.kind),
            DER.bitString(try key.signature(message: data, algorithm: .sha256)),
            chain.isEmpty ? [] : DER.explicit(0, DER.sequence(of: chain.map(\.derEncoded)))
        )
        return DER.sequence(
            DER.enumerated(0),
            DER.explicit(0, DER.sequence(DER.oid("1.3.6.1.5.5.7.48.1.1"), DER.octetString(basic)))
        )
    }

    private func signer(_ issuer: CertificateAuthority) throws -> (PrivateKey, Certificate, [Certificate]) {
        switch responder {
        case .issuer: return (issuer.key, issuer.certificate, [])
        case .impostor: return (try Fixtures.key("other"), issuer.certificate, [])
        case .unauthorised:
            let certificate = try Fixtures.certificate(key: "other")
            return (try Fixtures.key("other"), certificate, [certificate])
        case .delegate:
            let key = try PrivateKey.generate(.ec(.p256))
            let order = CertificateOrder(
                authority: "medis-signature",
                profile: "ocsp-responder",
                publicKey: key.publicKey,
                serialNumber: SerialNumber.fixed(99),
                at: Fixtures.instant
            )
            let certificate = try Fixtures.pki.get().issue(order)
            return (key, certificate, [certificate])
        }
    }
}
