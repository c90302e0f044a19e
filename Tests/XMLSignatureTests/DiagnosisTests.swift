import Foundation
import OpenSSL
import Testing

@testable import XMLSignature

/// Each mistake is made here, and found out.
struct DiagnosisTests {
    private func diagnoses(_ text: String) throws -> [Diagnosis] {
        let report = try Fixtures.verify(Array(text.utf8))
        #expect(report.verdict == .invalid)
        return report.findings.compactMap(\.diagnosis)
    }

    /// The shipped prescription, signed as if the document's digest had been taken over other octets.
    private func signed(_ document: String? = nil, over change: ([UInt8]) -> [UInt8]) throws -> String {
        let unsigned = document.map { Array($0.utf8) } ?? Fixtures.unsigned
        let text = String(decoding: try Fixtures.signed(unsigned), as: UTF8.self)
        let document = try PrescriptionDocument(Array(text.utf8))
        let element = try #require(IdentifierIndex(document.root)["PrescriptionDocument"].first)
        let octets = try #require(Canonicalization.inclusive.octets(of: element))
        let right = Base64.encode(DigestAlgorithm.sha256.hash(octets))
        let wrong = Base64.encode(DigestAlgorithm.sha256.hash(change(octets)))
        return try Resigning.value(text.replacingOccurrences(of: right, with: wrong))
    }

    @Test func `another canonicalisation of the document`() throws {
        let text = try signed { octets in
            let declaration = " xmlns:xsi=\"\(Namespace.schemaInstance)\""
            return Array(String(decoding: octets, as: UTF8.self).replacingOccurrences(of: declaration, with: "").utf8)
        }
        #expect(try diagnoses(text) == [.otherCanonicalization])
    }

    @Test func `SignedInfo canonicalised inclusively`() throws {
        let text = try Resigning.value(
            String(decoding: try Fixtures.signed(), as: UTF8.self),
            canonical: Canonicalization.inclusive.octets
        )
        #expect(try diagnoses(text) == [.otherCanonicalization])
    }

    @Test func `xmlns:xsi taken out after signing`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
            .replacingOccurrences(of: " xmlns:xsi=\"\(Namespace.schemaInstance)\"", with: "")
            .replacingOccurrences(of: " xsi:noNamespaceSchemaLocation=\"EP.xsd\"", with: "")
        #expect(try diagnoses(text) == [.missingSchemaInstance])
    }

    @Test func `line ends changed after signing`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        // The carriage returns of a file are no line ends of XML any more when they are written as characters.
        let changed = text.replacingOccurrences(of: "\n</xs:X509Certificate>", with: "&#xD;\n</xs:X509Certificate>")
        #expect(try diagnoses(changed) == [.lineEnds])
    }

    @Test func `signed with carriage returns`() throws {
        let element = "<PrescriptionDocument id=\"PrescriptionDocument\">"
        let unsigned = String(decoding: Fixtures.unsigned, as: UTF8.self)
            .replacingOccurrences(of: element, with: element + "\n")
        let text = try signed(unsigned) { octets in
            Array(String(decoding: octets, as: UTF8.self).replacingOccurrences(of: "\n", with: "\r\n").utf8)
        }
        #expect(try diagnoses(text) == [.lineEnds])
    }

    @Test func `a byte order mark`() throws {
        #expect(try diagnoses(try signed { ByteOrderMark.utf8 + $0 }) == [.byteOrderMark])
    }

    @Test func `base64 wrapped after signing`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let start = try #require(text.range(of: "id=\"PrescriptionDocument\">")?.upperBound)
        let end = try #require(text.range(of: "</PrescriptionDocument>")?.lowerBound)
        let wrapped = Base64Lines.wrapped(String(text[start..<end]))
        #expect(try diagnoses(text.replacingCharacters(in: start..<end, with: wrapped)) == [.rewrappedBase64])
    }

    @Test func `the CSV in Shift_JIS`() throws {
        let text = try signed { octets in
            let text = String(decoding: octets, as: UTF8.self)
            let base64 = text.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            let csv = Base64.decode(base64).map { String(decoding: $0, as: UTF8.self) }
            let other = csv?.data(using: .shiftJIS).map { Base64.encode(Array($0)) } ?? ""
            return Array(text.replacingOccurrences(of: base64, with: other).utf8)
        }
        #expect(try diagnoses(text) == [.otherEncoding])
    }

    @Test func `a prefix rewritten after signing`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
            .replacingOccurrences(of: "xs:", with: "ds:").replacingOccurrences(of: "xmlns:xs=", with: "xmlns:ds=")
        // KeyInfo, SignedProperties and SignedInfo.
        #expect(try diagnoses(text) == [.rewrittenPrefix, .rewrittenPrefix, .rewrittenPrefix])
    }

    @Test func `the prefix of XAdES rewritten after signing`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
            .replacingOccurrences(of: "xa:", with: "xades:").replacingOccurrences(of: "xmlns:xa=", with: "xmlns:xades=")
        #expect(try diagnoses(text) == [.rewrittenPrefix])
    }

    /// A library signs an element by itself, with the inclusive form, and puts it into the document afterwards.
    @Test func `SignedInfo signed before it was put into the document`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self).replacingOccurrences(
            of: "<xs:CanonicalizationMethod Algorithm=\"\(AlgorithmURI.exclusive)\"/>",
            with: "<xs:CanonicalizationMethod Algorithm=\"\(AlgorithmURI.inclusive)\"/>"
        )
        let signed = try Resigning.value(text) { info in
            let octets = Canonicalization.inclusive.octets(of: info) ?? []
            let outside = " xmlns:xsi=\"\(Namespace.schemaInstance)\""
            return Array(String(decoding: octets, as: UTF8.self).replacingOccurrences(of: outside, with: "").utf8)
        }
        #expect(try diagnoses(signed) == [.signedBeforeInsertion])
    }

    @Test func `SignedProperties signed before they were put into the document`() throws {
        let text = try Resigning.complete(
            String(decoding: try Fixtures.signed(), as: UTF8.self)
                .replacingOccurrences(of: " xmlns:xsi=\"\(Namespace.schemaInstance)\"", with: "")
                .replacingOccurrences(of: " xsi:noNamespaceSchemaLocation=\"EP.xsd\"", with: "")
                .replacingOccurrences(
                    of: "<xs:Transform Algorithm=\"\(AlgorithmURI.exclusive)\"/></xs:Transforms>",
                    with: "<xs:Transform Algorithm=\"\(AlgorithmURI.inclusive)\"/></xs:Transforms>"
                )
        )
        let inserted = text.replacingOccurrences(
            of: "<Document",
            with: "<Document xmlns:xsi=\"\(Namespace.schemaInstance)\""
        )
        // The document itself declares no transform: there it looks like the exclusive form.
        let diagnoses = try diagnoses(inserted)
        #expect(diagnoses == [.otherCanonicalization, .signedBeforeInsertion, .signedBeforeInsertion])
    }

    @Test func `another certificate than the signing key's`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        #expect(try diagnoses(Resigning.value(text, key: "other")) == [.otherCertificate])
    }

    @Test func `no known mistake`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let changed = text.replacingOccurrences(of: "2026-02-03T01:30:00", with: "2026-02-03T01:30:01")
        let report = try Fixtures.verify(Array(changed.utf8))
        #expect(report.findings.filter { $0.verdict == .invalid }.map(\.indication) == [.hashFailure])
        #expect(report.findings.compactMap(\.diagnosis) == [])
    }

    @Test func `every diagnosis is said in one line of each language`() {
        for diagnosis in Diagnosis.allCases {
            #expect(!diagnosis.english.isEmpty && !diagnosis.english.contains("\n"))
            #expect(!diagnosis.japanese.isEmpty && !diagnosis.japanese.contains("\n"))
        }
    }
}
