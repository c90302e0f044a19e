import Foundation
import OpenSSL
import TestSupport
import Testing

@testable import XMLSignature

/// The public samples, verified as of a day before their time stamping CA's list runs out in 2027.
@Suite(.needsRealSamples) struct RealSampleTests {
    let instant = Date(timeIntervalSince1970: 1_770_082_200)

    @Test func `the prescription is valid in every block`() throws {
        let report = try SignatureVerifier().verify(try Sample.prescription.bytes, at: instant)
        #expect(report.findings.filter { $0.verdict != .valid } == [])
        #expect(report.verdict == .valid)
        #expect(report.signatures.map(\.level) == [.extendedLong])
        #expect(report.signatures.map(\.signatureTimeStamp.isEmpty) == [false])
    }

    @Test func `the dispensing record lacks revocation data for the authority of its archive time stamp`() throws {
        let report = try SignatureVerifier().verify(try Sample.dispensing.bytes, at: instant)
        #expect(report.verdict == .indeterminate)
        #expect(report.signatures.map(\.kind) == [.dispensedPrescription, .dispensing])
        #expect(report.signatures.map(\.level) == [.extendedLong, .archived])
        #expect(report.findings.filter { $0.verdict != .valid }.map(\.item) == [.stampCertificate])
        #expect(report.signatures[1].archiveTimeStamps.map(\.verdict).contains(.indeterminate))
    }

    @Test func `the genTime keeps its milliseconds`() throws {
        let document = try PrescriptionDocument(try Sample.prescription.bytes)
        let stamp = try #require(SignatureParts(document.signatures[0]).signatureTimeStamp)
        let token = try #require(TimeStampCheck.token(stamp))
        #expect(token.policy == "0.2.440.200185.1.1.1.1")
        #expect(abs(token.time.timeIntervalSince1970 - 1_662_538_705.197) < 0.0005)
    }
}
