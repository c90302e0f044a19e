import Foundation
import HealthcarePKI
import OpenSSL
import Testing

@testable import XMLSignature

/// The checks of signature and archive time stamps, with an authority of the test PKI.
struct TimeStampTests {
    static let hour = 3600.0

    /// A document of level XL, stamped by this authority.
    private func extended(_ maker: StampMaker = StampMaker(), withStampData: Bool = true) throws -> LongTermDocument {
        var document = try LongTermDocument()
        try document.stamp(maker)
        if withStampData {
            document.addValidationData(
                of: "stamp",
                certificates: [try StampMaker.root()],
                lists: [try StampMaker.list()]
            )
        }
        let pki = try Fixtures.pki.get()
        document.addValues(
            certificates: try pki.chain(of: "medis-signature"),
            lists: try ["medis-signature", "hpki-root"].map(pki.list)
        )
        return document
    }

    private func archived(_ maker: StampMaker = StampMaker(), later: Double = hour) throws -> LongTermDocument {
        var document = try extended(maker)
        try document.archive(StampMaker(time: maker.time.addingTimeInterval(later)), id: "archive")
        document.addValidationData(of: "archive", certificates: [try StampMaker.root()], lists: [try StampMaker.list()])
        return document
    }

    @Test func `XL and A are valid with all data in the file`() throws {
        let extended = try extended().report()
        #expect(extended.level == .extendedLong)
        #expect(extended.findings.filter { $0.verdict != .valid } == [])
        #expect(
            extended.signatureTimeStamp.map(\.item)
                == [.stampedData, .timeStampToken, .stampCertificate, .stampSignature, .messageImprint]
        )
        let archived = try archived().report()
        #expect(archived.level == .archived)
        #expect(archived.findings.filter { $0.verdict != .valid } == [])
        #expect(archived.archiveTimeStamps.count == 5)
    }

    @Test func `T has no certificates for its path`() throws {
        var document = try LongTermDocument()
        try document.stamp(StampMaker())
        let report = try document.report(policy: Fixtures.policy())
        #expect(report.level == .timeStamped)
        #expect(report.signatureTimeStamp.filter { $0.verdict != .valid }.map(\.item) == [.stampCertificate])
        #expect(report.verdict == .indeterminate)
    }

    struct Fault: CustomTestStringConvertible {
        let testDescription: String
        let maker: StampMaker
        let items: Set<CheckItem>
        let indication: Indication
    }

    static let faults: [Fault] = [
        Fault(
            testDescription: "other octets",
            maker: StampMaker(otherOctets: [1]),
            items: [.messageImprint],
            indication: .hashFailure
        ),
        Fault(
            testDescription: "an imprint with SHA-1",
            maker: StampMaker(imprintAlgorithm: .sha1),
            items: [.messageImprint],
            indication: .cryptoConstraints
        ),
        Fault(
            testDescription: "signed with another key",
            maker: StampMaker(isForged: true),
            items: [.stampSignature],
            indication: .signatureFailure
        ),
        Fault(
            testDescription: "signingCertificate names another",
            maker: StampMaker(namesOther: true),
            items: [.stampSignature],
            indication: .signatureFailure
        ),
        Fault(
            testDescription: "a certificate that is not for time stamps",
            maker: StampMaker(profile: "hpki-signature"),
            items: [.stampCertificate],
            indication: .chainConstraints
        ),
        Fault(
            testDescription: "the authority's certificate is nowhere",
            maker: StampMaker(holdsCertificate: false),
            items: [.stampCertificate, .stampSignature],
            indication: .noSigningCertificate
        ),
    ]

    @Test(arguments: faults) func `a fault of a token`(fault: Fault) throws {
        let bad = try extended(fault.maker).report().signatureTimeStamp.filter { $0.verdict != .valid }
        #expect(Set(bad.map(\.item)) == fault.items)
        #expect(Set(bad.map(\.indication)) == [fault.indication])
        #expect(bad.allSatisfy { $0.verdict == .invalid })
    }

    @Test func `a token that does not decode`() throws {
        var document = try LongTermDocument()
        document.add(
            "<xa:SignatureTimeStamp><xa:EncapsulatedTimeStamp>MAA=</xa:EncapsulatedTimeStamp></xa:SignatureTimeStamp>"
        )
        let report = try document.report(policy: Fixtures.policy())
        #expect(report.signatureTimeStamp.map(\.item) == [.timeStampToken])
        #expect(report.signatureTimeStamp.map(\.indication) == [.formatFailure])
    }

    @Test func `an unknown canonicalisation of what was stamped`() throws {
        let document = try extended()
        let text = document.text.replacingOccurrences(
            of: "<xa:SignatureTimeStamp Id=\"stamp\">",
            with: "<xa:SignatureTimeStamp Id=\"stamp\"><xs:CanonicalizationMethod Algorithm=\"urn:none\"/>"
        )
        let bad = try LongTermDocument(text).report().signatureTimeStamp.filter { $0.verdict != .valid }
        #expect(bad.map(\.item) == [.stampedData, .messageImprint])
    }

    @Test func `a declared canonicalisation is honoured`() throws {
        let text = try extended().text.replacingOccurrences(
            of: "<xa:SignatureTimeStamp Id=\"stamp\">",
            with: "<xa:SignatureTimeStamp Id=\"stamp\">"
                + "<xs:CanonicalizationMethod Algorithm=\"\(AlgorithmURI.exclusive)\"/>"
        )
        // It was stamped inclusively.
        let bad = try LongTermDocument(text).report().signatureTimeStamp.filter { $0.verdict != .valid }
        #expect(bad.map(\.item) == [.messageImprint])
    }

    /// The signer's certificate is judged as of the time stamp, the authority's as of now or of the archive time stamp.
    @Test func `base times`() throws {
        let manyYears = Fixtures.instant.addingTimeInterval(7 * 365 * 24 * Self.hour)
        let unstamped = try Fixtures.verify(try Fixtures.signed(), at: manyYears)
        #expect(unstamped.findings.filter { $0.verdict == .invalid }.map(\.indication) == [.expired])
        let stamped = try extended().report(at: manyYears)
        #expect(stamped.signerCertificate.last?.verdict == .valid)
        #expect(stamped.signatureTimeStamp.filter { $0.verdict != .valid }.map(\.item) == [.stampCertificate])
        let archived = try archived().report(at: manyYears)
        #expect(archived.signatureTimeStamp.allSatisfy { $0.verdict == .valid })
        #expect(archived.archiveTimeStamps.filter { $0.verdict != .valid }.map(\.item) == [.stampCertificate])
    }

    @Test func `a second archive time stamp gives the first its base time`() throws {
        let later = Fixtures.instant.addingTimeInterval(2 * Self.hour)
        var document = try archived()
        try document.archive(StampMaker(time: later), id: "second")
        let manyYears = later.addingTimeInterval(7 * 365 * 24 * Self.hour)
        let report = try document.report(at: manyYears)
        #expect(report.archiveTimeStamps.count == 10)
        #expect(report.archiveTimeStamps.prefix(5).allSatisfy { $0.verdict == .valid })
        #expect(report.archiveTimeStamps.suffix(5).filter { $0.verdict != .valid }.map(\.item) == [.stampCertificate])
        let unreadable = document.text.replacing(
            /Id="second"><xa:EncapsulatedTimeStamp>[^<]*</,
            with: "Id=\"second\"><xa:EncapsulatedTimeStamp>MAA=<"
        )
        let bad = try LongTermDocument(unreadable).report().archiveTimeStamps
        #expect(bad.map(\.item) == [.baseTime, .timeStampToken])
    }

    @Test func `what an archive time stamp covers`() throws {
        let text = try archived().text
        // Anything before it may not change, not even an unsigned property's id.
        let changed = text.replacingOccurrences(of: "<xa:CertificateValues>", with: "<xa:CertificateValues Id=\"a\">")
        let bad = try LongTermDocument(changed).report().archiveTimeStamps.filter { $0.verdict != .valid }
        #expect(bad.map(\.item) == [.messageImprint])
    }

    @Test func `an archive time stamp that is older than the signature's`() throws {
        let disorder = try archived(later: -Self.hour).report().archiveTimeStamps.first
        #expect(disorder?.indication == .timestampOrder)
        #expect(disorder?.verdict == .indeterminate)
    }

    @Test func `revocation data must be there for the archive's authority too`() throws {
        var document = try extended()
        try document.archive(StampMaker(time: Fixtures.instant.addingTimeInterval(Self.hour)), id: "archive")
        document.addValidationData(of: "archive", certificates: [try StampMaker.root()])
        let report = try document.report()
        #expect(report.archiveTimeStamps.filter { $0.verdict != .valid }.map(\.item) == [.stampCertificate])
        #expect(report.verdict == .indeterminate)
    }
}
