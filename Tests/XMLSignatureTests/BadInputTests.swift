import Foundation
import TestSupport
import Testing

@testable import XMLSignature

struct BadInputTests {
    typealias Code = DocumentError.Code

    static let cases: [(String, Code)] = [
        ("", .empty), (" \n", .empty), ("\u{feff}", .empty), ("%PDF-1.7 ...", .notXML), ("SJ1\n1,", .notXML),
        ("<Document><Prescription>", .notWellFormed), ("<a/>", .wrongRoot), ("<Document/>", .wrongRoot),
        ("<Document xmlns=\"urn:a\"><Prescription/></Document>", .wrongRoot),
        ("<Document><Prescription/><Dispensing/></Document>", .wrongRoot),
        ("<!DOCTYPE Document><Document/>", .documentType),
        ("<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><Document>&d;</Document>", .documentType),
        ("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><Document/>", .documentType),
        ("<Document>&undefined;</Document>", .notWellFormed),
        ("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><Document/>", .encoding),
        ("<Document" + (0..<40).map { " a\($0)=\"\"" }.joined() + "/>", .tooManyAttributes),
        ("<Document xmlns:a=\"relative\"><Prescription/></Document>", .namespace),
    ]

    @Test(arguments: cases) func `is refused by one line`(text: String, code: Code) throws {
        let error = #expect(throws: DocumentError.self) { try PrescriptionDocument(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.description.contains("\n") == false)
    }

    static let large = [
        NamedArgument("100,000 levels", (String(repeating: "<a>", count: 100_000), Code.tooDeep)),
        NamedArgument(
            "100,001 elements",
            ("<Document>" + String(repeating: "<a/>", count: 100_001) + "</Document>", Code.tooManyNodes)
        ),
    ]

    @Test(arguments: large) func `more than the limits allow`(_ large: NamedArgument<(String, Code)>) throws {
        let (text, code) = large.value
        try `is refused by one line`(text: text, code: code)
    }

    @Test func `200 MB are not read`() {
        let error = #expect(throws: DocumentError.self) {
            try PrescriptionDocument([UInt8](repeating: 0x20, count: 200_000_000))
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func `bytes in two encodings`() {
        let error = #expect(throws: DocumentError.self) {
            try PrescriptionDocument(Array("<Document>\n試".utf8) + [0x8e, 0x8e] + Array("</Document>".utf8))
        }
        #expect(error?.code == .encoding)
        #expect(error?.line == 2)
        #expect(error?.column == 2)
    }

    @Test func `UTF-16`() {
        let error = #expect(throws: DocumentError.self) { try PrescriptionDocument([0xff, 0xfe, 0x3c, 0]) }
        #expect(error?.code == .encoding)
    }

    @Test func `10,000 references`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let many = String(repeating: "<xs:Reference URI=\"#PrescriptionDocument\"/>", count: 10_000)
        let bad = text.replacingOccurrences(of: "</xs:SignedInfo>", with: many + "</xs:SignedInfo>")
        let error = #expect(throws: DocumentError.self) { try Fixtures.verify(Array(bad.utf8)) }
        #expect(error?.code == .tooManyReferences)
    }

    @Test func `two signatures in one place, and none`() throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let start = try #require(text.range(of: "<xs:Signature ")?.lowerBound)
        let end = try #require(text.range(of: "</xs:Signature>")?.upperBound)
        let twice = text[..<end] + text[start..<end] + text[end...]
        let error = #expect(throws: DocumentError.self) { try Fixtures.verify(Array(twice.utf8)) }
        #expect(error?.code == .twoSignatures)
        let none = #expect(throws: DocumentError.self) { try Fixtures.verify(Fixtures.unsigned) }
        #expect(none?.code == .notSigned)
    }

    /// Attributes of a document may hold line ends and any other control.
    @Test(arguments: ["&#10;", "&#13;&#10;", "&#x85;", "&#x2028;", "&#x202e;", "&#9;"])
    func `line ends smuggled into messages`(reference: String) throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let name = "urn:a\(reference)VALID: all is well"
        let changes = [
            (AlgorithmURI.exclusive, name), (AlgorithmURI.sha256, name), (AlgorithmURI.rsaSHA256, name),
            ("URI=\"#PrescriptionDocument\"", "URI=\"\(name)\""), ("01:30:00+00:00", name),
        ]
        for (old, new) in changes {
            let changed = try #require(text.range(of: old).map { text.replacingCharacters(in: $0, with: new) })
            let report = try Fixtures.verify(Array(changed.utf8))
            #expect(report.verdict == .invalid)
            for message in report.findings.map(\.message) + report.signatures.compactMap(\.signingTime) {
                #expect(message == OneLine.text(message))
                #expect(message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            }
        }
    }

    @Test func `a message has an end`() {
        #expect(OneLine.text(String(repeating: "a", count: 10_000)).utf8.count < OneLine.limit + 8)
        #expect(OneLine.text(" a\r\n\u{7}b ") == "a b")
    }
}
