import Foundation
import HealthcarePKI
import OpenSSL
import Testing

@testable import XMLSignature

/// What a report says besides verdicts: digests, paths, revocation data, time stamps.
struct DetailTests {
    /// A document of level A, all of whose data are in the file.
    private func archived(
        lists: [RevocationList],
        responses: [[UInt8]] = []
    ) throws -> LongTermDocument {
        var document = try LongTermDocument()
        try document.stamp(StampMaker())
        document.addValidationData(of: "stamp", certificates: [try StampMaker.root()], lists: [try StampMaker.list()])
        let pki = try Fixtures.pki.get()
        document.addValues(certificates: try pki.chain(of: "medis-signature"), lists: lists, responses: responses)
        try document.archive(StampMaker(time: StampMaker().time.addingTimeInterval(3600)), id: "archive")
        document.addValidationData(of: "archive", certificates: [try StampMaker.root()], lists: [try StampMaker.list()])
        return document
    }

    @Test func `shows the written and the computed digest of each reference`() throws {
        let good = try LongTermDocument().report(policy: Fixtures.policy())
        #expect(good.referenceDetails.count == 3)
        #expect(good.referenceDetails.allSatisfy { $0.verdict == .valid && $0.computed == $0.expected })
        #expect(good.referenceDetails.allSatisfy { $0.computed?.count == 32 })
        #expect(good.signatureAlgorithm == AlgorithmURI.rsaSHA256)
        #expect(good.canonicalization == AlgorithmURI.exclusive)
        let changed = try LongTermDocument(LongTermDocument().text.replacing("\">U0o", with: "\">U0p"))
            .report(policy: Fixtures.policy())
        let wrong = changed.referenceDetails.filter { $0.computed != $0.expected }
        #expect(wrong.map(\.verdict) == [.invalid])
        #expect(wrong.first?.uri == "#PrescriptionDocument")
        #expect(wrong.first?.expected == good.referenceDetails.first { $0.uri == "#PrescriptionDocument" }?.expected)
    }

    @Test func `shows the path, and the lists that speak of each certificate`() throws {
        let pki = try Fixtures.pki.get()
        let report = try archived(lists: try ["medis-signature", "hpki-root"].map(pki.list)).report()
        #expect(report.verdict == .valid)
        #expect(report.signerPath.map(\.status) == [.unrevoked, .unrevoked, .unrevoked])
        #expect(report.signerPath.map(\.source) == [.document, .document, .document])
        #expect(report.signerPath.map { $0.revocations.map(\.kind) } == [[.list], [.list], [.list]])
        #expect(try report.signerPath.map { try $0.certificate.isAuthority } == [false, true, true])
        let stamp = try #require(report.signatureTimeStampDetail)
        #expect(stamp.time == StampMaker().time)
        #expect(stamp.base == report.archiveTimeStampDetails.first?.time)
        #expect(stamp.computed == stamp.expected)
        #expect(stamp.certificates.map(\.status) == [.unrevoked, .unrevoked])
        #expect(report.signerBase == stamp.time)
        #expect(report.archiveTimeStampDetails.map(\.id) == ["archive"])
    }

    @Test func `tells revoked, undetermined and unrevoked certificates`() throws {
        let root = try Fixtures.pki.get().list("hpki-root")
        let status = ResponseMaker.revoked(at: Fixtures.instant.addingTimeInterval(-86_400), .superseded)
        let revoked = try archived(lists: [root], responses: [ResponseMaker(status: status).response()]).report()
        let signer = try #require(revoked.signerPath.first)
        #expect(signer.status == .revoked)
        #expect(signer.revocations.map(\.kind) == [.response])
        #expect(signer.revocations.first?.entry?.reason == .superseded)
        let unknown = try archived(lists: [root]).report()
        #expect(unknown.signerPath.map(\.status) == [.undetermined, .unrevoked, .unrevoked])
        // Without a root the path ends where it can be built to.
        let lonely = try LongTermDocument().report(policy: VerificationPolicy(anchors: []))
        #expect(lonely.signerPath.map(\.status) == [.undetermined])
    }
}
