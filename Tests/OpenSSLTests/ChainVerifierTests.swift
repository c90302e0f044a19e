import Foundation
import Testing

@testable import OpenSSL

/// The codes are those of `x509_vfy.h`; each decides which TLS alert a client would see.
@Suite struct ChainVerifierTests {
    private let root: TestAuthority
    private let issuing: TestAuthority

    init() throws {
        root = try TestAuthority("root")
        issuing = try TestAuthority("issuing", key: TestKeys.p521, parent: root)
    }

    private func code(
        _ leaf: Certificate,
        at instant: Date = .now2026,
        intermediates: [Certificate]? = nil,
        lists: [RevocationList] = [],
        check: RevocationCheck? = nil,
        purpose: CertificatePurpose = .clientAuth,
        securityLevel: Int = 2
    ) throws -> Int32 {
        try ChainVerifier(
            anchors: [root.certificate],
            intermediates: intermediates ?? [issuing.certificate],
            revocationLists: lists,
            revocationCheck: check,
            purpose: purpose,
            securityLevel: securityLevel
        ).verify(leaf, at: instant).code
    }

    @Test func `a good chain is given back leaf first`() throws {
        let leaf = try issuing.issue()
        let result = try ChainVerifier(
            anchors: [root.certificate],
            intermediates: [issuing.certificate],
            purpose: .clientAuth
        ).verify(leaf, at: .now2026)
        #expect(result.isValid)
        #expect(result.reason == "ok")
        #expect(result.chain == [leaf, issuing.certificate, root.certificate])
    }

    @Test func `dates are judged at the instant that is given`() throws {
        let leaf = try issuing.issue()
        // To OpenSSL the second of notAfter itself is already too late.
        #expect(try code(leaf, at: leaf.notAfter.addingTimeInterval(-1)) == 0)
        #expect(try code(leaf, at: leaf.notAfter) == 10)
        #expect(try code(leaf, at: leaf.notBefore) == 0)
        #expect(try code(leaf, at: leaf.notBefore.addingTimeInterval(-1)) == 9)
        let result = try ChainVerifier(anchors: [root.certificate], intermediates: [issuing.certificate])
            .verify(leaf, at: leaf.notAfter.adding(days: 1))
        #expect(result.reason == "certificate has expired")
        #expect(result.depth == 0)
        #expect(!result.isValid)
    }

    @Test func `revocation comes before the dates`() throws {
        let leaf = try issuing.issue(serialNumber: [0x99])
        let revoked = try issuing.revocationList([
            RevokedCertificate(serialNumber: [0x99], date: .now2026.adding(days: -2))
        ])
        #expect(try code(leaf, lists: [revoked]) == 23)
        #expect(try code(leaf, lists: [revoked], check: RevocationCheck.none) == 0)
        let old = try issuing.issue(serialNumber: [0x99], notAfter: .now2026.adding(days: -1))
        #expect(try code(old, lists: [revoked]) == 23)
        #expect(try code(issuing.issue(serialNumber: [0x98]), lists: [revoked]) == 0)
    }

    @Test func `a list must be there and of the right age`() throws {
        let leaf = try issuing.issue()
        #expect(try code(leaf, check: .leaf) == 3)
        #expect(try code(leaf, lists: [root.revocationList()]) == 3)
        let list = try issuing.revocationList()
        #expect(try code(leaf, at: list.thisUpdate, lists: [list]) == 0)
        #expect(try code(leaf, at: list.thisUpdate.addingTimeInterval(-1), lists: [list]) == 11)
        #expect(try code(leaf, at: .now2026.adding(days: 4), lists: [list]) == 12)
        // For the whole chain the root's list is needed as well.
        #expect(try code(leaf, lists: [list], check: .chain) == 3)
        #expect(try code(leaf, lists: [list, root.revocationList()], check: .chain) == 0)
        #expect(
            try code(
                leaf,
                lists: [list, root.revocationList([RevokedCertificate(serialNumber: [1], date: .now2026)])],
                check: .chain
            ) == 23
        )
    }

    @Test func `a list signed by another key does not count`() throws {
        let leaf = try issuing.issue()
        let forged = try RevocationListTemplate(
            issuer: issuing.name,
            thisUpdate: .now2026,
            nextUpdate: .now2026.adding(days: 1),
            entries: [],
            extensions: []
        ).signed(by: TestKeys.rsa)
        #expect(try code(leaf, lists: [forged]) == 8)
    }

    @Test func `issuers must be known`() throws {
        let leaf = try issuing.issue()
        #expect(try code(leaf, intermediates: []) == 20)
        let stranger = try TestAuthority("stranger", key: TestKeys.p384)
        #expect(try code(stranger.issue()) == 20)
        #expect(try code(stranger.certificate) == 18)
        // Another CA of the very same name.
        let impostor = try TestAuthority("issuing", key: TestKeys.p384)
        #expect(try code(impostor.issue()) == 20)
    }

    @Test func `purposes count`() throws {
        let server = try issuing.issue(purposes: [ExtendedKeyUsage.serverAuth])
        #expect(try code(server, purpose: .clientAuth) == 26)
        #expect(try code(server, purpose: .serverAuth) == 0)
        #expect(try code(server, purpose: .any) == 0)
        #expect(try code(issuing.issue(), purpose: .serverAuth) == 26)
    }

    @Test func `weak keys and hashes fail at security level 2 and pass below`() throws {
        let weakKey = try issuing.issue(key: TestKeys.weakRSA)
        #expect(try code(weakKey) == 66)
        #expect(try code(weakKey, securityLevel: 1) == 0)
        let weakHash = try issuing.issue(digest: .sha1)
        #expect(try code(weakHash) == 68)
        #expect(try code(weakHash, securityLevel: 0) == 0)
        let weakCA = try TestAuthority("weak", key: TestKeys.weakRSA, parent: root)
        #expect(try code(weakCA.issue(), intermediates: [weakCA.certificate]) == 67)
    }

    @Test func `a certificate of an end entity signs nothing`() throws {
        let leaf = try issuing.issue("not a CA", key: TestKeys.p384)
        let below = try CertificateTemplate(
            serialNumber: [7],
            issuer: leaf.subject,
            subject: DistinguishedName([.commonName("below")]),
            notBefore: leaf.notBefore,
            notAfter: leaf.notAfter,
            publicKey: TestKeys.p256.publicKey,
            extensions: []
        ).signed(by: TestKeys.p384)
        #expect(try code(below, intermediates: [issuing.certificate, leaf]) == 79)
    }

    @Test func `critical extensions must be understood`() throws {
        let unknown = CertificateExtension(oid: "1.3.6.1.4.1.99999.1", isCritical: true, value: DER.null)
        #expect(try code(issuing.issue(extensions: [unknown])) == 34)
        let harmless = CertificateExtension(oid: "1.3.6.1.4.1.99999.1", isCritical: false, value: DER.null)
        #expect(try code(issuing.issue(extensions: [harmless])) == 0)
    }

    @Test func `name constraints bind`() throws {
        let bound = try TestAuthority(
            "bound",
            key: TestKeys.p521,
            parent: root,
            extensions: [.nameConstraints(permitted: [.dns("localhost"), .ip([127, 0, 0, 0, 255, 0, 0, 0])])]
        )
        let verify = { (names: [GeneralName]) in
            try code(
                bound.issue(purposes: [ExtendedKeyUsage.serverAuth], extensions: [.subjectAltName(names)]),
                intermediates: [bound.certificate],
                purpose: .serverAuth
            )
        }
        #expect(try verify([.dns("localhost"), .ip([127, 0, 0, 1])]) == 0)
        #expect(try verify([.dns("example.com")]) == 47)
        #expect(try verify([.ip([10, 0, 0, 1])]) == 47)
    }

    @Test func `an altered certificate is found out`() throws {
        var der = try issuing.issue().derEncoded
        der[der.count - 1] ^= 1
        #expect(try code(Certificate(derEncoded: der)) == 7)
    }

    @Test func `PSS signatures are verified with their parameters`() throws {
        let rsaRoot = try TestAuthority("rsa root", key: TestKeys.rsa)
        for digest in DigestAlgorithm.allCases {
            let leaf = try rsaRoot.issue(digest: digest, padding: .pss(saltLength: nil))
            let verifier = ChainVerifier(anchors: [rsaRoot.certificate], securityLevel: 0)
            #expect(try verifier.verify(leaf, at: .now2026).code == 0)
        }
    }
}
