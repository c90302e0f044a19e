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
    private func signed(over change: ([UInt8]) -> [UInt8]) throws -> String {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let document = try PrescriptionDocument(Array(text.utf8))
        let element = try #require(IdentifierIndex(document.root)["PrescriptionDocument"].first)
        let octets = try #require(Canonicalization.inclusive.octets(of: element))
        let right = Base64.encode(DigestAlgorithm.sha256.hash(octets))
        let wrong = Base64.encode(DigestAlgorithm.sha256.hash(change(octets)))
        return try resigned(text.replacingOccurrences(of: right, with: wrong))
    }

    /// The signature value made anew over the SignedInfo as it is.
    private func resigned(
        _ text: String,
        canonical: (Element) -> [UInt8]? = Canonicalization.exclusive.octets
    )
        throws -> String
    {
        let parts = SignatureParts(try PrescriptionDocument(Array(text.utf8)).signatures[0])
        let info = try #require(parts.signedInfo)
        let signed = canonical(info)
        let octets = try #require(signed)
        let value = try Fixtures.key().signature(message: octets, algorithm: .sha256)
        let old = try #require(parts.signatureValue?.text)
        return text.replacingOccurrences(of: old, with: Base64Lines.wrapped(Base64.encode(value)))
    }

    @Test func `another canonicalisation of the document`() throws {
        let text = try signed { octets in
            let declaration = " xmlns:xsi=\"\(Namespace.schemaInstance)\""
            return Array(String(decoding: octets, as: UTF8.self).replacingOccurrences(of: declaration, with: "").utf8)
        }
        #expect(try diagnoses(text) == [.otherCanonicalization])
    }

    @Test func `SignedInfo canonicalised inclusively`() throws {
        let text = try resigned(
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

    @Test func `line ends changed before signing`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        // The carriage returns of a file are no line ends of XML any more when they are written as characters.
        let changed = text.replacingOccurrences(of: "\n</xs:X509Certificate>", with: "&#xD;\n</xs:X509Certificate>")
        #expect(try diagnoses(changed) == [.lineEnds])
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
        #expect(try Set(diagnoses(text)) == [.rewrittenPrefix])
    }

    @Test func `SignedInfo signed before it was put into the document`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self).replacingOccurrences(
            of: "<xs:CanonicalizationMethod Algorithm=\"\(AlgorithmURI.exclusive)\"/>",
            with: "<xs:CanonicalizationMethod Algorithm=\"\(AlgorithmURI.inclusive)\"/>"
        )
        // Alone, a signature has its own namespaces in scope only: that is the exclusive form's declarations.
        let signed = try resigned(text, canonical: Canonicalization.exclusive.octets)
        #expect(try Set(diagnoses(signed)).isSubset(of: [.signedBeforeInsertion, .otherCanonicalization]))
    }

    @Test func `another certificate than the signing key's`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let value = try Fixtures.key("other").signature(message: [], algorithm: .sha256)
        let old = try #require(
            try PrescriptionDocument(Array(text.utf8)).signatures.first.flatMap {
                SignatureParts($0).signatureValue?.text
            }
        )
        let other = text.replacingOccurrences(of: old, with: Base64.encode(value))
        #expect(try Fixtures.verify(Array(other.utf8)).findings.contains { $0.indication == .signatureFailure })
    }
}
