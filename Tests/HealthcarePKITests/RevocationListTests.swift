import Foundation
import HealthcarePKI
import OpenSSL
import Testing

@Suite struct RevocationListTests {
    private func list(
        _ label: String,
        _ entries: [RevokedCertificate] = [],
        lastChange: Date? = nil,
        at instant: Date = Fixtures.instant
    ) throws -> RevocationList {
        try Fixtures.pki.get().revocationList(of: label, entries: entries, lastChange: lastChange, at: instant)
    }

    private func entry(_ serial: UInt8, _ date: String) throws -> RevokedCertificate {
        RevokedCertificate(serialNumber: [serial], date: try Date(utc: date), reason: .cessationOfOperation)
    }

    /// certificates.md, B.5.
    @Test func `the signers' list has the real one's dates and extensions`() throws {
        let list = try list("medis-signature", [entry(1, "2026-02-01T00:00:00Z"), entry(2, "2026-02-02T17:59:59Z")])
        #expect(list.thisUpdate == (try Date(utc: "2026-02-02T18:00:00Z")))
        #expect(list.nextUpdate == (try Date(utc: "2026-02-06T18:00:00Z")))
        #expect(list.extensions.map { "\($0.oid)\($0.isCritical ? "!" : "")" } == ["2.5.29.35", "2.5.29.20"])
        #expect(list.entryCount == 2)
        #expect(list.revocation(of: [2])?.reason == .cessationOfOperation)
        let authority = try Fixtures.pki.get().authority("medis-signature")
        #expect(list.isSigned(by: authority.key.publicKey))
        // Keyid, name and serial of the authority's own certificate, as its end entities have it.
        let leaf = try Fixtures.pki.get().issue(try Fixtures.order("medis-signature"))
        #expect(list.extensions.first == leaf.extensions.first)
    }

    @Test func `what is revoked after the hour of publication shows in the next list`() throws {
        let entries = [try entry(1, "2026-02-02T18:00:01Z")]
        #expect(try list("medis-signature", entries).entryCount == 0)
        let next = try list("medis-signature", entries, at: try Date(utc: "2026-02-03T18:00:00Z"))
        #expect(next.entryCount == 1)
    }

    @Test func `the root's list speaks of authorities only, critically`() throws {
        let list = try list("hpki-root")
        #expect(list.thisUpdate == (try Date(utc: "2026-02-02T19:00:00Z")))
        #expect(
            list.extensions.map { "\($0.oid)\($0.isCritical ? "!" : "")" } == ["2.5.29.35", "2.5.29.20", "2.5.29.28!"]
        )
        let root = try Fixtures.pki.get().authority("hpki-root").certificate.subject
        let expected = CertificateExtension.issuingDistributionPoint(
            [.directoryName(DistinguishedName(root.attributes + [.commonName("SARL")]))],
            onlyContainsCACertificates: true
        )
        #expect(list.extensions.last == expected)
        #expect(list.entryCount == 0)
    }

    @Test func `the client certificates' list follows a revocation at once, and its number grows`() throws {
        let revoked = try entry(1, "2026-02-03T01:29:59Z")
        let before = try list("client-issuing", at: try Date(utc: "2026-02-03T01:29:58Z"))
        let after = try list("client-issuing", [revoked], lastChange: revoked.date)
        #expect(before.thisUpdate == (try Date(utc: "2026-02-03T00:00:00Z")))
        #expect(after.thisUpdate == revoked.date)
        #expect(after.entryCount == 1)
        let numbers = try [
            before, after, list("client-issuing", [], lastChange: revoked.date.addingTimeInterval(0.001)),
            list("client-issuing", [], lastChange: revoked.date, at: try Date(utc: "2026-02-04T00:00:00Z")),
        ].map { try #require($0.number).reduce(0) { $0 << 8 | Int($1) } }
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "\(numbers)")
    }

    @Test func `a revoked client certificate fails its chain as soon as it is on the list`() throws {
        let pki = try Fixtures.pki.get()
        let leaf = try pki.issue(try Fixtures.order("client-issuing"))
        let revoked = RevokedCertificate(serialNumber: leaf.serialNumber, date: Fixtures.instant, reason: .superseded)
        let chain = try pki.chain(of: "client-issuing")
        for (instant, code) in [(Fixtures.instant.addingTimeInterval(-1), Int32(0)), (Fixtures.instant, 23)] {
            let entries = instant < revoked.date ? [] : [revoked]
            let list = try list("client-issuing", entries, lastChange: revoked.date, at: instant)
            let verifier = ChainVerifier(
                anchors: chain.suffix(1),
                intermediates: Array(chain.dropLast()),
                revocationLists: [list],
                purpose: .clientAuth
            )
            let result = try verifier.verify(leaf, at: instant)
            #expect(result.code == code, "\(instant): \(result.reason)")
        }
    }
}
