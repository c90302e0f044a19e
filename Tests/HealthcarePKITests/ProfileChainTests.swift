import Foundation
import HealthcarePKI
import OpenSSL
import Testing

/// Every profile, issued and put through a path verification at instants around its validity.
@Suite struct ProfileChainTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let authority: String
        var profile: String?
        var purpose = CertificatePurpose.any
        /// `X509_V_…` at the instant of issue.
        var code: Int32 = 0
        var testDescription: String { "\(authority) \(profile ?? "")" }
    }

    static let good = [
        Case(authority: "medis-signature"), Case(authority: "medis-authentication"), Case(authority: "jma-signature"),
        Case(authority: "jma-authentication"), Case(authority: "jpa-signature"), Case(authority: "jpa-authentication"),
        Case(authority: "jpki-signature"), Case(authority: "jpki-authentication"),
        Case(authority: "client-issuing", purpose: .clientAuth),
        Case(authority: "medical-institution", purpose: .clientAuth),
        Case(authority: "tls-root", purpose: .serverAuth), Case(authority: "time-stamping"),
        Case(authority: "medis-signature", profile: "hpki-signature-without-role"),
        Case(authority: "medis-signature", profile: "hpki-signature-wrong-usage"),
        Case(authority: "medis-signature", profile: "hpki-signature-wrong-policy"),
        Case(authority: "client-issuing", profile: "ocsp-responder"),
    ]

    /// Verified for what it claims to be for; the codes are those of tls-client-certificates.md, section 2.
    static let faulty = [
        Case(authority: "client-issuing", profile: "client-certificate-expired", purpose: .clientAuth, code: 10),
        Case(authority: "client-issuing", profile: "client-certificate-not-yet-valid", purpose: .clientAuth, code: 9),
        Case(authority: "client-issuing", profile: "client-certificate-wrong-usage", purpose: .clientAuth, code: 26),
        Case(
            authority: "client-issuing",
            profile: "client-certificate-no-digital-signature",
            purpose: .clientAuth,
            code: 26
        ),
        Case(authority: "client-issuing", profile: "client-certificate-weak-key", purpose: .clientAuth, code: 66),
        Case(authority: "client-issuing", profile: "client-certificate-sha1", purpose: .clientAuth, code: 68),
        Case(
            authority: "client-issuing",
            profile: "client-certificate-unknown-critical",
            purpose: .clientAuth,
            code: 34
        ),
        Case(authority: "client-issuing", profile: "client-certificate-self-signed", purpose: .clientAuth, code: 18),
        Case(authority: "medis-signature", profile: "hpki-signature-expired", code: 10),
        Case(authority: "medis-authentication", profile: "hpki-authentication-expired", code: 10),
        Case(authority: "medis-signature", profile: "hpki-signature-not-yet-valid", code: 9),
        Case(authority: "tls-root", profile: "tls-server-expired", purpose: .serverAuth, code: 10),
        Case(authority: "tls-root", profile: "tls-server-outside", purpose: .serverAuth, code: 47),
        Case(authority: "tls-root", profile: "tls-server-other-host", purpose: .serverAuth, code: 0),
    ]

    private func verdict(
        _ certificate: Certificate,
        _ authority: String,
        _ purpose: CertificatePurpose,
        at instant: Date
    ) throws -> Int32 {
        let chain = try Fixtures.pki.get().chain(of: authority)
        let verifier = ChainVerifier(
            anchors: chain.suffix(1),
            intermediates: Array(chain.dropLast()),
            purpose: purpose
        )
        return try verifier.verify(certificate, at: instant).code
    }

    @Test(arguments: good)
    func `verifies from its first to its last second and not outside`(example: Case) throws {
        let certificate = try Fixtures.pki.get().issue(try Fixtures.order(example.authority, profile: example.profile))
        for (instant, code) in [
            (certificate.notBefore.addingTimeInterval(-1), Int32(9)), (certificate.notBefore, 0), (Fixtures.instant, 0),
            // The last second itself counts (RFC 5280, 4.1.2.5), but OpenSSL takes it for past.
            (certificate.notAfter.addingTimeInterval(-1), 0), (certificate.notAfter.addingTimeInterval(1), 10),
        ] {
            #expect(try verdict(certificate, example.authority, example.purpose, at: instant) == code, "\(instant)")
        }
    }

    @Test(arguments: faulty)
    func `is refused for its own fault`(example: Case) throws {
        let certificate = try Fixtures.pki.get().issue(try Fixtures.order(example.authority, profile: example.profile))
        #expect(try verdict(certificate, example.authority, example.purpose, at: Fixtures.instant) == example.code)
    }

    @Test func `every profile of end entities is in one of the two lists`() throws {
        let hierarchy = try Fixtures.hierarchy.get()
        let tested = (Self.good + Self.faulty).compactMap { example in
            example.profile ?? hierarchy.authorities.first { $0.label == example.authority }?.issues
        }
        let ofAuthorities = Set(hierarchy.authorities.map(\.profile))
        #expect(Set(hierarchy.profileLabels).subtracting(ofAuthorities) == Set(tested))
    }

    @Test func `an impostor with the same name is not the issuer`() throws {
        let pki = try Fixtures.pki.get()
        let certificate = try pki.issue(try Fixtures.order("client-issuing-impostor"))
        #expect(certificate.issuer == (try pki.authority("client-issuing").certificate.subject))
        #expect(try verdict(certificate, "client-issuing", .clientAuth, at: Fixtures.instant) == 20)
    }
}
