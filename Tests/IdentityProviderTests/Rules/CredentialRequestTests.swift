import OpenSSL
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Reading what a release asks for")
struct CredentialRequestTests {
    private static let oid = "2.16.840.1.101.3.4.2.1"
    /// Both digests of the CSC API's own samples.
    private static let hashes = [
        "sTOgwOm+474gFj0q0x1iSNspKqbcse4IeiqlDg/HWuI=", "HZQzZmMAIWekfGH0/ZKW1nsdt0xg3H6bZYztgsMTLw0=",
    ]
    private static let urlSafe = [
        "sTOgwOm-474gFj0q0x1iSNspKqbcse4IeiqlDg_HWuI", "HZQzZmMAIWekfGH0_ZKW1nsdt0xg3H6bZYztgsMTLw0",
    ]
    private static let good = [
        "credentialID": "GX0112348", "numSignatures": "2", "hashes": urlSafe.joined(separator: ","),
        "hashAlgorithmOID": oid, "description": "処方箋",
    ]

    private static func parse(_ changes: [String: String?] = [:]) throws(OAuthError) -> CredentialRequest {
        let values = good.merging(changes.compactMapValues(\.self)) { $1 }.filter { changes[$0.key] != .some(nil) }
        return try CredentialRequest.parse(FormBody(values))
    }

    @Test(arguments: [urlSafe, hashes, [urlSafe[0] + "=", hashes[1]]])
    func `either alphabet is kept as standard base64`(sent: [String]) throws {
        let request = try Self.parse(["hashes": sent.joined(separator: ",")])
        #expect(request.digests.map(\.hash) == Self.hashes)
        #expect(request.numSignatures == 2)
        #expect(request.description == "処方箋")
        #expect(request.detailsType == nil)
    }

    @Test func `v1 says hash and leaves the algorithm to the length`() throws {
        let request = try Self.parse([
            "hashes": nil, "hashAlgorithmOID": nil, "hash": Self.urlSafe[0], "numSignatures": "1",
        ])
        #expect(request.hashAlgorithmOID == Self.oid)
        #expect(request.digests == [DocumentDigest(hash: Self.hashes[0])])
    }

    @Test(
        arguments: [
            (["credentialID": nil], "Missing parameter credentialID"),
            (["signatureQualifier": "eu_eidas_qes"], "Invalid parameter signatureQualifier"),
            (["numSignatures": nil], "Missing (or invalid type) integer parameter numSignatures"),
            (["numSignatures": "two"], "Missing (or invalid type) integer parameter numSignatures"),
            (["numSignatures": "0"], "Invalid value for parameter numSignatures"),
            (["numSignatures": "1"], "Invalid value for parameter numSignatures"),
            (["hashes": nil], "Missing parameter hashes"),
            (["hashes": "sTOg,"], "Invalid digest value length"),
            (["hashes": "****"], "Invalid Base64 hash string parameter"),
            (["hashAlgorithmOID": nil], "Missing parameter hashAlgorithmOID"),
            (["hashAlgorithmOID": "1.3.14.3.2.26"], "Invalid parameter hashAlgorithmOID"),
            (["hashAlgorithmOID": "2.16.840.1.101.3.4.2.3"], "Invalid digest value length"),
            (["description": String(repeating: "説", count: 501)], "Invalid parameter description"),
        ] as [([String: String?], String)]
    )
    func `what is wrong is named`(changes: [String: String?], description: String) {
        #expect(throws: OAuthError.invalidRequest(description)) { try Self.parse(changes) }
    }

    // MARK: - authorization_details

    private static func details(_ text: String, numSignatures: String? = nil) throws(OAuthError) -> CredentialRequest {
        let form = FormBody(numSignatures.map { ["numSignatures": $0] } ?? [:])
        return try CredentialRequest.parse(details: text, beside: form, .csc)
    }

    /// The sample of the CSC API, section 8.4.2.
    @Test func `details say the same, and count their digests`() throws {
        let text = """
            [{"type":"credential","credentialID":"GX0112348","documentDigests":[{"hash":"\(Self.hashes[0])",\
            "label":"処方箋 1"}],"hashAlgorithmOID":"\(Self.oid)","locations":["https://localhost:8443"]}]
            """
        let request = try Self.details(text)
        #expect(request.numSignatures == 1)
        #expect(request.digests == [DocumentDigest(hash: Self.hashes[0], label: "処方箋 1")])
        #expect(request.locations == ["https://localhost:8443"])
        #expect(try Self.details(text, numSignatures: "3").numSignatures == 3)
    }

    private static let tenThousand =
        "[" + Array(repeating: #"{"hash":"\#(hashes[0])"}"#, count: 10_000).joined(separator: ",") + "]"

    @Test(
        arguments: [
            "", "x", "{}", "[]", "[1]", "[{}]", #"[{"type":"credential"}]"#, "[[[[[[[[[[[]]]]]]]]]]]",
            #"[{"type":"payment","credentialID":"a","documentDigests":[{"hash":"a"}],"hashAlgorithmOID":"1"}]"#,
            #"[{"type":"credential","credentialID":"a","documentDigests":[],"hashAlgorithmOID":"1"}]"#,
            #"[{"type":"credential","credentialID":"a","documentDigests":"a","hashAlgorithmOID":"1"}]"#,
            #"[{"type":"credential","credentialID":"a","documentDigests":[{"hash":1}],"hashAlgorithmOID":"1"}]"#,
            #"[{"type":"credential","credentialID":7,"documentDigests":[{"hash":"a"}],"hashAlgorithmOID":"1"}]"#,
            #"[{"type":"credential","credentialID":"a","documentDigests":[{"hash":"a"}],"hashAlgorithmOID":1}]"#,
            #"[{"type":"credential","type":"credential"}]"#,
        ]
    )
    func `garbage is one error`(text: String) {
        #expect(throws: OAuthError.invalidRequest("Invalid parameter authorization_details")) {
            try Self.details(text)
        }
        #expect(throws: OAuthError("invalid_authorization_details", "Invalid parameter authorization_details")) {
            try CredentialRequest.parse(details: text, beside: FormBody([:]), .openIDConnect)
        }
    }

    @Test func `ten thousand digests are one error`() {
        `garbage is one error`(
            text: #"[{"type":"credential","credentialID":"a","documentDigests":\#(Self.tenThousand),"#
                + #""hashAlgorithmOID":"\#(Self.oid)"}]"#
        )
    }

    @Test func `a digest of the wrong length for its algorithm is refused in details too`() {
        let text =
            #"[{"type":"credential","credentialID":"a","documentDigests":[{"hash":"AAAA"}],"hashAlgorithmOID":"\#(Self.oid)"}]"#
        #expect(throws: OAuthError.invalidDigestLength) { try Self.details(text) }
    }

    @Test func `details are repeated when they say the same`() throws {
        let asked = LoginBench.release(type: "credential")
        #expect(asked.isRepeated(by: LoginBench.release(numSignatures: 3, type: "credential")))
        #expect(!asked.isRepeated(by: nil))
        #expect(!asked.isRepeated(by: LoginBench.release(text: "other", type: "credential")))
        #expect(!asked.isRepeated(by: LoginBench.release(credentialID: "C-2", type: "credential")))
        #expect(LoginBench.release().isRepeated(by: nil))
        #expect(!LoginBench.release().isRepeated(by: asked))
    }
}
