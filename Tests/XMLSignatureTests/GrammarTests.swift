import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// What the schemas do not allow is refused before anything else, with its line.
struct GrammarTests {
    struct Change: CustomTestStringConvertible {
        let old: String
        let new: String
        let message: String
        var testDescription: String { message }

        init(_ old: String, _ new: String, _ message: String) {
            (self.old, self.new, self.message) = (old, new, message)
        }
    }

    static let changes: [Change] = [
        Change("<xs:SignatureMethod", "<xs:HMACOutputLength/><xs:SignatureMethod", "must not stand here"),
        Change("<xs:DigestMethod Algorithm", "<xs:DigestMethod Algo", "must not have the attribute Algo"),
        Change(" Target=\"#PrescriptionSign\"", "", "lacks the attribute Target"),
        Change("<xa:SigningTime>2026-02-03T01:30:00+00:00", "<xa:SigningTime>2026-02-03 01:30", "a date and time"),
        Change("<xa:SigningTime>2026-02-03T01:30:00+00:00", "<xa:SigningTime>2026-13-03T01:30:00Z", "a date and time"),
        Change("<xs:X509Certificate>", "<xs:X509Certificate>*", "does not hold base64"),
        Change("<xs:X509Certificate>", "<xs:X509Certificate><xs:X509SKI/>", "must not stand in"),
        Change("<xs:SignedInfo Id", "<xs:SignedInfo xml:lang=\"ja\" Id", "must not have the attribute lang"),
        Change("<xs:X509Data>", "text<xs:X509Data>text", "must not hold text"),
        Change("<xa:SignedSignatureProperties>", "<xa:SignedSignatureProperties><xa:SignerRole/>", "stand here"),
        Change("</xs:Signature>", "<xs:KeyInfo/></xs:Signature>", "xs:KeyInfo must not stand here"),
        Change("</xa:Cert>", "</xa:Cert><xa:Cert/>", "xa:Cert lacks an element"),
        Change("</xa:QualifyingProperties>", "<xa:UnsignedProperties/><a/></xa:QualifyingProperties>", "a must not"),
        Change("Id=\"PrescriptionSign\"", "Id=\"1\"", "has an Id of another form"),
        Change(
            "</xa:QualifyingProperties>",
            "<xa:UnsignedProperties><xa:UnsignedSignatureProperties><a xmlns=\"urn:a\"/>"
                + "</xa:UnsignedSignatureProperties></xa:UnsignedProperties></xa:QualifyingProperties>",
            "a is not known"
        ),
        Change("</xs:Object>", "</xs:Object><xs:Object><xs:Manifest/></xs:Object>", "xs:Manifest lacks"),
    ]

    @Test(arguments: changes) func `what the schemas do not allow`(change: Change) throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let range = try #require(text.range(of: change.old))
        let report = try Fixtures.verify(Array(text.replacingCharacters(in: range, with: change.new).utf8))
        #expect(report.findings.map(\.item) == [.schema])
        #expect(report.findings.map(\.indication) == [.formatFailure])
        let message = try #require(report.findings.first?.message)
        #expect(message.contains(change.message) && message.hasPrefix("line "), "\(message)")
    }

    @Test(
        arguments: [
            ("2026-02-03T01:30:00+00:00", true), ("2026-02-03T01:30:00Z", true), ("2026-02-03T01:30:00", true),
            ("-12026-02-03T01:30:00.25-09:30", true), (" 2026-02-03T01:30:00Z\n", true),
            ("2026-02-03T24:00:00Z", false),
            ("026-02-03T01:30:00Z", false), ("2026-2-03T01:30:00Z", false), ("2026-02-32T01:30:00Z", false),
            ("2026-02-03T01:30Z", false), ("2026-02-03T01:30:60Z", false), ("2026-02-03T01:30:00.Z", false),
            ("2026-02-03T01:30:00+09", false), ("2026-02-03T01:30:00+0900", false), ("2026-02-03T01:30:00ZZ", false),
            ("+2026-02-03T01:30:00Z", false), ("２026-02-03T01:30:00Z", false), ("", false), ("T", false),
        ]
    )
    func `xsd:dateTime`(text: String, isOne: Bool) { #expect(TextType.dateTime.admits(text) == isOne) }

    @Test(arguments: [
        ("+12", true), ("-0", true), ("12", true), ("+-1", false), ("", false), ("+", false), ("1.0", false),
    ])
    func `xsd:integer`(text: String, isOne: Bool) { #expect(TextType.integer.admits(text) == isOne) }

    static let allowed: [Change] = [
        Change("<xs:X509Data>", " \n<xs:X509Data>", "white space between elements"),
        Change("</xs:Object>", "</xs:Object><xs:Object MimeType=\"a b\"><a/>text</xs:Object>", "other objects"),
        Change(
            "</xa:QualifyingProperties>",
            "<xa:UnsignedProperties><xa:UnsignedSignatureProperties><xa:CertificateValues/>"
                + "<xa141:TimeStampValidationData xmlns:xa141=\"\(Namespace.xades141)\"/>"
                + "</xa:UnsignedSignatureProperties></xa:UnsignedProperties></xa:QualifyingProperties>",
            "properties of XAdES 1.4.1"
        ),
    ]

    @Test(arguments: allowed) func `what they allow`(change: Change) throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let range = try #require(text.range(of: change.old))
        let report = try Fixtures.verify(Array(text.replacingCharacters(in: range, with: change.new).utf8))
        #expect(report.signatures.first?.structure == [])
    }

    @Test(arguments: SignatureForm.allCases) func `both forms`(form: SignatureForm) throws {
        let document = try PrescriptionDocument(try Fixtures.signed(form: form))
        #expect(SignatureGrammar.violation(in: document.signatures[0]) == nil)
    }

    @Test(.needsRealSamples, arguments: Sample.allCases) func `the public samples`(sample: Sample) throws {
        for signature in try PrescriptionDocument(sample.bytes).signatures {
            #expect(SignatureGrammar.violation(in: signature) == nil)
        }
    }

    /// The schemas leave these optional, XAdES does not.
    @Test func `required elements`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        func messages(_ text: String) throws -> [String] {
            let findings = try Fixtures.verify(Array(text.utf8)).findings
            #expect(Set(findings.map(\.item)) == [.requiredElements])
            return findings.map(\.message)
        }
        func removing(_ pattern: Regex<Substring>) -> String { text.replacing(pattern, with: "") }
        #expect(
            try messages(text.replacingOccurrences(of: " Id=\"PrescriptionSign\"", with: ""))
                == ["Signature/@Id is missing"]
        )
        #expect(
            try messages(
                removing(/<xa:SignedSignatureProperties>.*<\/xa:SignedSignatureProperties>/.dotMatchesNewlines())
            )
                == ["SignedSignatureProperties is missing"]
        )
        #expect(
            try messages(removing(/<xs:Object .*<\/xs:Object>/.dotMatchesNewlines())) == [
                "Object is missing", "QualifyingProperties is missing", "SignedProperties is missing",
                "SignedSignatureProperties is missing",
            ]
        )
    }

    @Test func `level A must have RevocationValues`() throws {
        var document = try LongTermDocument()
        try document.stamp(StampMaker())
        document.addValues(certificates: [try StampMaker.root()])
        try document.archive(StampMaker(), id: "archive")
        let report = try document.report()
        #expect(report.level == .archived)
        #expect(report.findings.map(\.message) == ["RevocationValues is missing"])
    }
}
