import Foundation
import HealthcarePKI
import OpenSSL

/// A time-stamping authority of the test PKI; what is wrong with its tokens can be set.
struct StampMaker {
    var time = Fixtures.instant
    /// nil for the one that the authority issues by itself.
    var profile: String?
    /// What is hashed in place of the stamped octets.
    var otherOctets: [UInt8]?
    var imprintAlgorithm = DigestAlgorithm.sha256
    /// Whether the signature is of another key.
    var isForged = false
    /// Whether signingCertificate names another certificate.
    var namesOther = false
    var holdsCertificate = true

    static func certificate(profile: String? = nil) throws -> Certificate {
        let pki = try Fixtures.pki.get()
        var order = CertificateOrder(
            authority: profile == nil ? "time-stamping" : "medis-signature",
            profile: profile,
            publicKey: try Fixtures.key("tsa").publicKey,
            serialNumber: SerialNumber.fixed(37),
            at: Fixtures.instant
        )
        order.fields = ["name": "Stamp", "japanese-name": "試験", "subject-serial": "Test000002"]
        order.roles = profile == nil ? [] : [try pki.hierarchy.role("doctor")]
        return try pki.issue(order)
    }

    /// The root of the authority, and its list as of then.
    static func root() throws -> Certificate { try Fixtures.pki.get().authority("time-stamping").certificate }
    static func list() throws -> RevocationList { try Fixtures.pki.get().list("time-stamping") }

    func token(over octets: [UInt8]) throws -> [UInt8] {
        let certificate = try Self.certificate(profile: profile)
        let key = try Fixtures.key(isForged ? "other" : "tsa")
        let imprint = imprintAlgorithm.hash(otherOctets ?? octets)
        let content = DER.sequence(
            DER.integer(1),
            DER.oid("0.2.440.200185.1.1.1.1"),
            DER.sequence(Self.algorithm(imprintAlgorithm.oid), DER.octetString(imprint)),
            DER.integer(5),
            DER.generalizedTime(time)
        )
        let named = namesOther ? try Self.root() : certificate
        let attributes = [
            Self.attribute("1.2.840.113549.1.9.3", DER.oid("1.2.840.113549.1.9.16.1.4")),
            Self.attribute("1.2.840.113549.1.9.4", DER.octetString(DigestAlgorithm.sha512.hash(content))),
            Self.attribute(
                "1.2.840.113549.1.9.16.2.47",
                DER.sequence(DER.sequence(DER.sequence(DER.octetString(named.fingerprint()))))
            ),
        ]
        let signed = DER.set(of: attributes)
        let signer = DER.sequence(
            DER.integer(1),
            DER.sequence(certificate.issuer.derEncoded, DER.integer(magnitude: certificate.serialNumber)),
            Self.algorithm(DigestAlgorithm.sha512.oid),
            [0xa0] + signed.dropFirst(),
            SignatureAlgorithm(digest: .sha512).derEncoded(for: key.publicKey.kind),
            DER.octetString(try key.signature(message: signed, algorithm: .sha512))
        )
        return DER.sequence(
            DER.oid("1.2.840.113549.1.7.2"),
            DER.explicit(
                0,
                DER.sequence(of: [
                    DER.integer(3),
                    DER.set(Self.algorithm(DigestAlgorithm.sha512.oid)),
                    DER.sequence(DER.oid("1.2.840.113549.1.9.16.1.4"), DER.explicit(0, DER.octetString(content))),
                    holdsCertificate ? DER.explicit(0, certificate.derEncoded) : [],
                    DER.set(signer),
                ])
            )
        )
    }

    private static func algorithm(_ oid: OID) -> [UInt8] { DER.sequence(DER.oid(oid), DER.null) }

    private static func attribute(_ type: OID, _ value: [UInt8]) -> [UInt8] {
        DER.sequence(DER.oid(type), DER.set(value))
    }
}
