import Foundation
import OpenSSL
import TestSupport
import Testing

@testable import XMLSignature

struct SigningTests {
    @Test(arguments: SignatureForm.allCases) func `what we sign is valid`(form: SignatureForm) throws {
        let report = try Fixtures.verify(try Fixtures.signed(form: form))
        #expect(report.verdict == .valid, "\(report.findings.filter { $0.verdict != .valid })")
        #expect(report.signatures.map(\.kind) == [.prescription])
        #expect(report.signatures.map(\.level) == [.basic])
        #expect(report.signatures[0].roles == ["Medical Doctor"])
        #expect(report.signatures[0].signingTime == "2026-02-03T01:30:00+00:00")
    }

    @Test func `a dispensing record with the signed prescription in it`() throws {
        let prescription = try PrescriptionDocument(try Fixtures.signed())
        let record = try DocumentWrapper.document(aroundCSV: Array("CJ1\n1,試験".utf8), answering: prescription)
        let report = try Fixtures.verify(try Fixtures.signed(record, role: "pharmacist"))
        #expect(report.verdict == .valid, "\(report.findings.filter { $0.verdict != .valid })")
        #expect(report.signatures.map(\.kind) == [.dispensedPrescription, .dispensing])
    }

    @Test func `a prescription made of its CSV`() throws {
        let document = try DocumentWrapper.document(aroundCSV: Array("SJ1\n1,試験".utf8))
        #expect(try Fixtures.verify(try Fixtures.signed(document)).verdict == .valid)
    }

    @Test func `the wrong role is refused`() throws {
        let report = try Fixtures.verify(try Fixtures.signed(role: "pharmacist"))
        #expect(report.findings.filter { $0.verdict == .invalid }.map(\.item) == [.role])
    }

    @Test func `nothing but the signature is changed in the file`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let start = try #require(text.range(of: "<xs:Signature "))
        let end = try #require(text.range(of: "</xs:Signature>"))
        #expect(Array((text[..<start.lowerBound] + text[end.upperBound...]).utf8) == Fixtures.unsigned)
    }

    @Test(.needsRealSamples) func `has the form of the public sample`() throws {
        func shape(_ text: String) -> String {
            let parts = text.replacing(/[A-Za-z0-9+\/=\n]{40,}/, with: "B").replacing(/id[0-9a-f]{8}/, with: "id")
            let start = parts.range(of: "<xs:Signature ")?.lowerBound ?? parts.startIndex
            return String(parts[start...])
                .replacing(/<xa:UnsignedProperties>.*<\/xa:UnsignedProperties>/, with: "")
                .replacing(/<xa:SigningTime>[^<]*</, with: "<xa:SigningTime><")
        }
        #expect(shape(String(decoding: try Fixtures.signed(), as: UTF8.self)) == shape(try Sample.prescription.text))
    }

    @Test func `a time in UTC that names the day before is remarked`() {
        let early = SigningTime(Date(timeIntervalSince1970: 1_770_082_200 - 3 * 3600), zone: .utc)
        #expect(early.text == "2026-02-02T22:30:00+00:00")
        #expect(early.lint?.contains("2026-02-03T07:30:00+09:00") == true)
        #expect(SigningTime(early.instant, zone: .japan).lint == nil)
        #expect(SigningTime(Fixtures.instant, zone: .utc).lint == nil)
    }

    @Test func `a signed document is not signed again`() throws {
        #expect { try Fixtures.signed(try Fixtures.signed()) } throws: {
            ($0 as? DocumentError)?.code == .alreadySigned
        }
    }
}
