import Foundation
import HealthcarePKI
import OpenSSL
import Testing

@testable import XMLSignature

/// What the revocation data in a file make of the signer's certificate.
struct RevocationTests {
    static let day = 86_400.0

    /// The path's finding, with the file's own root as anchor, and nothing but what is given.
    private func finding(
        lists: [RevocationList] = [],
        responses: [[UInt8]] = [],
        change: (String) -> String = { $0 }
    ) throws -> Finding {
        let chain = try Fixtures.pki.get().chain(of: "medis-signature")
        var document = try LongTermDocument()
        document.addValues(
            certificates: chain,
            lists: try [Fixtures.pki.get().list("hpki-root")] + lists,
            responses: responses
        )
        let report = try LongTermDocument(change(document.text)).report()
        #expect(report.structure == [])
        return try #require(report.signerCertificate.first { $0.item == .certificatePath })
    }

    struct Response: CustomTestStringConvertible {
        let testDescription: String
        let make: @Sendable () throws -> [UInt8]
        let verdict: Verdict
        var indication: Indication?
    }

    static let responses: [Response] = [
        Response(testDescription: "good, by the issuer", make: { try ResponseMaker().response() }, verdict: .valid),
        Response(
            testDescription: "good, by a delegate",
            make: { try ResponseMaker(responder: .delegate).response() },
            verdict: .valid
        ),
        Response(
            testDescription: "good, CertID with SHA-256, without nextUpdate",
            make: { try ResponseMaker(nextUpdate: nil, hash: .sha256).response() },
            verdict: .valid
        ),
        Response(
            testDescription: "revoked before",
            make: {
                let status = ResponseMaker.revoked(at: Fixtures.instant.addingTimeInterval(-day), .superseded)
                return try ResponseMaker(status: status).response()
            },
            verdict: .invalid,
            indication: .revoked
        ),
        Response(
            testDescription: "superseded after",
            make: {
                let status = ResponseMaker.revoked(at: Fixtures.instant.addingTimeInterval(day), .superseded)
                return try ResponseMaker(status: status).response()
            },
            verdict: .valid
        ),
        Response(
            testDescription: "key compromised after",
            make: {
                let status = ResponseMaker.revoked(at: Fixtures.instant.addingTimeInterval(day), .keyCompromise)
                return try ResponseMaker(status: status).response()
            },
            verdict: .invalid,
            indication: .revoked
        ),
        Response(
            testDescription: "unknown",
            make: { try ResponseMaker(status: DER.implicitPrimitive(2, [])).response() },
            verdict: .indeterminate,
            indication: .tryLater
        ),
        Response(
            testDescription: "out of date",
            make: { try ResponseMaker(nextUpdate: Fixtures.instant.addingTimeInterval(-60)).response() },
            verdict: .indeterminate,
            indication: .tryLater
        ),
        Response(
            testDescription: "by one who is not allowed to",
            make: { try ResponseMaker(responder: .unauthorised).response() },
            verdict: .indeterminate,
            indication: .tryLater
        ),
        Response(
            testDescription: "by an impostor",
            make: { try ResponseMaker(responder: .impostor).response() },
            verdict: .indeterminate,
            indication: .tryLater
        ),
        Response(
            testDescription: "about another certificate",
            make: { try ResponseMaker(subject: StampMaker.certificate()).response() },
            verdict: .indeterminate,
            indication: .tryLater
        ),
        Response(
            testDescription: "that does not decode",
            make: { [0x30, 0x03, 0x0a, 0x01, 0x06] },
            verdict: .invalid,
            indication: .formatFailure
        ),
    ]

    @Test(arguments: responses) func `an OCSP response`(response: Response) throws {
        let finding = try finding(responses: [try response.make()])
        #expect(finding.verdict == response.verdict)
        #expect(finding.indication == response.indication)
    }

    struct List: CustomTestStringConvertible {
        let testDescription: String
        var thisUpdate = Fixtures.instant.addingTimeInterval(-60)
        var nextUpdate = Fixtures.instant.addingTimeInterval(day)
        var revoked: (offset: Double, reason: RevocationReason?)?
        var verdict = Verdict.valid
        var indication: Indication?
    }

    static let lists: [List] = [
        List(testDescription: "empty"),
        List(
            testDescription: "revoked before",
            revoked: (-day, .superseded),
            verdict: .invalid,
            indication: .revoked
        ),
        List(
            testDescription: "made later, without the certificate",
            thisUpdate: Fixtures.instant.addingTimeInterval(3600)
        ),
        List(
            testDescription: "made later, superseded later",
            thisUpdate: Fixtures.instant.addingTimeInterval(3600),
            revoked: (1800, .superseded)
        ),
        List(
            testDescription: "made later, revoked later without a reason",
            thisUpdate: Fixtures.instant.addingTimeInterval(3600),
            revoked: (1800, nil),
            verdict: .invalid,
            indication: .revoked
        ),
        List(testDescription: "taken off the list", revoked: (-day, .removeFromCRL)),
        List(
            testDescription: "out of date",
            thisUpdate: Fixtures.instant.addingTimeInterval(-3 * day),
            nextUpdate: Fixtures.instant.addingTimeInterval(-2 * day),
            verdict: .indeterminate,
            indication: .tryLater
        ),
    ]

    @Test(arguments: lists) func `a revocation list`(list: List) throws {
        let authority = try Fixtures.pki.get().authority("medis-signature")
        let entry = try list.revoked.map {
            RevokedCertificate(
                serialNumber: try Fixtures.certificate().serialNumber,
                date: Fixtures.instant.addingTimeInterval($0.offset),
                reason: $0.reason
            )
        }
        let revocationList = try RevocationListTemplate(
            issuer: authority.certificate.subject,
            thisUpdate: list.thisUpdate,
            nextUpdate: list.nextUpdate,
            entries: [entry].compactMap { $0 },
            extensions: []
        ).signed(by: authority.key)
        let finding = try finding(lists: [revocationList])
        #expect(finding.verdict == list.verdict)
        #expect(finding.indication == list.indication)
    }

    @Test func `no data at all`() throws {
        #expect(try finding().indication == .tryLater)
        let report = try LongTermDocument().report()
        #expect(report.signerCertificate.last?.indication == .noChain)
        #expect(report.verdict == .indeterminate)
    }

    @Test func `a list that does not decode`() throws {
        let list = try Fixtures.pki.get().list("medis-signature")
        let finding = try finding(lists: [list]) { text in
            text.replacingOccurrences(of: Base64.encode(list.derEncoded), with: "MAA=")
        }
        #expect(finding.indication == .formatFailure)
    }
}
