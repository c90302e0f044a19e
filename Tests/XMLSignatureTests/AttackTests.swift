import Foundation
import OpenSSL
import Testing

@testable import XMLSignature

/// Every attack is refused, and named.
struct AttackTests {
    private let text: String

    init() throws {
        text = String(decoding: try Fixtures.signed(), as: UTF8.self)
    }

    private func attacks(_ changed: String) throws -> [Attack] {
        try #require(changed != text)
        let report = try Fixtures.verify(Array(changed.utf8))
        #expect(report.verdict == .invalid)
        return report.findings.compactMap(\.attack)
    }

    private func replacing(_ old: String, _ new: String) -> String {
        guard let range = text.range(of: old) else { return text }
        return text.replacingCharacters(in: range, with: new)
    }

    /// The signed element is kept elsewhere, and another stands where it is read.
    @Test func `signature wrapping`() throws {
        let start = try #require(text.range(of: "<PrescriptionDocument ")?.lowerBound)
        let end = try #require(text.range(of: "</PrescriptionDocument>")?.upperBound)
        let forged = "<PrescriptionDocument id=\"other\">U0ox</PrescriptionDocument>"
        let wrapped =
            text[..<start] + forged
            + text[end...].replacingOccurrences(
                of: "</Prescription>",
                with: "</Prescription><Extra>\(text[start..<end])</Extra>"
            )
        #expect(try attacks(String(wrapped)) == [.signatureWrapping])
    }

    @Test func `a signature in no regular place`() throws {
        let moved = text.replacingOccurrences(of: "PrescriptionSign>", with: "OtherSign>")
        #expect(try Set(attacks(moved)) == [.signatureWrapping])
    }

    @Test func `duplicate ids`() throws {
        let twin = replacing("</Prescription>", "<Extra id=\"PrescriptionDocument\"/></Prescription>")
        #expect(try attacks(twin) == [.duplicateIdentifier])
    }

    @Test(arguments: [
        "http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/2002/06/xmldsig-filter2", "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "http://www.w3.org/2000/09/xmldsig#base64",
    ])
    func `foreign transforms`(algorithm: String) throws {
        let changed = replacing(
            "<xs:Transform Algorithm=\"\(AlgorithmURI.exclusive)\"/>",
            "<xs:Transform Algorithm=\"\(algorithm)\"/>"
        )
        #expect(try attacks(changed) == [.foreignTransform])
    }

    @Test func `weak algorithms`() throws {
        let digest = replacing(AlgorithmURI.sha256, "http://www.w3.org/2000/09/xmldsig#sha1")
        #expect(try attacks(digest) == [.weakAlgorithm])
        let signature = replacing(AlgorithmURI.rsaSHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1")
        #expect(try attacks(signature) == [.weakAlgorithm])
        let mac = replacing(AlgorithmURI.rsaSHA256, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
        #expect(try attacks(mac) == [.weakAlgorithm])
    }

    @Test func `key substitution`() throws {
        let other = try Fixtures.certificate(role: "pharmacist")
        let start = try #require(text.range(of: "<xs:X509Certificate>")?.upperBound)
        let end = try #require(text.range(of: "</xs:X509Certificate>")?.lowerBound)
        let changed = text.replacingCharacters(in: start..<end, with: Base64.encode(other.derEncoded))
        #expect(try attacks(changed) == [.keySubstitution])
    }

    @Test(arguments: ["http://127.0.0.1:9/a", "file:///etc/passwd", "", "other.xml#PrescriptionDocument"])
    func `external references`(uri: String) throws {
        #expect(try attacks(replacing("URI=\"#PrescriptionDocument\"", "URI=\"\(uri)\"")) == [.externalReference])
    }

    @Test(arguments: ["<!-- a -->", "<?a b?>"])
    func `comments and processing instructions`(markup: String) throws {
        #expect(
            try attacks(replacing("</PrescriptionDocument>", "\(markup)</PrescriptionDocument>")) == [.hiddenMarkup]
        )
        #expect(try attacks(replacing("</xa:SigningTime>", "\(markup)</xa:SigningTime>")) == [.hiddenMarkup])
    }
}
