import Foundation
import OpenSSL
import ScenarioFiles
import Simulation
import Testing
import VendorDouble
import XMLSignature

@testable import HPKISimulator

/// `signatures/signDoc`: its answers, and the rows that ``ErrorTableTests`` provokes.
@Suite(.timeLimit(.minutes(5))) struct SignDocTests {
    static let digest = Vendor.hash("document")

    private static func entry(_ changes: [String: JSONValue?] = [:]) -> JSONValue {
        var members: [String: JSONValue] = [
            "hashes": [.string(Base64.encode(digest))], "hashAlgorithmOID": Vendor.sha256, "signature_format": "X",
            "conformance_level": "Ades-B-B", "signAlgo": "1.2.840.113549.1.1.1",
            "signed_envelope_property": "Detached",
        ]
        for (name, value) in changes { members[name] = value }
        return .object(members)
    }

    /// A right request with changes.
    static func send(_ vendor: Vendor, _ sad: String, _ changes: [String: JSONValue?]) async throws -> ClientAnswer {
        var body: [String: JSONValue] = [
            "credentialID": "second-doctor", "SAD": .string(sad), "documentDigests": [entry()],
        ]
        for (name, value) in changes { body[name] = value }
        return try await vendor.csc("signatures/signDoc", .object(body))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let changes: [String: JSONValue?]
        let answer: String

        init(_ testDescription: String, _ changes: [String: JSONValue?], _ answer: String) {
            self.testDescription = testDescription
            self.changes = changes
            self.answer = answer
        }

        /// A row about an entry of `documentDigests`.
        static func entry(_ name: String, _ value: JSONValue?, _ answer: String) -> Row {
            Row("\(name) \(value ?? .null)", ["documentDigests": [SignDocTests.entry([name: value])]], answer)
        }
    }

    private static let bad = "400 invalid_request: "

    static let rows: [Row] = [
        Row("no documents", ["documentDigests": nil], bad + "Empty documentDigests and documents objects"),
        Row("both", ["documents": [[:]]], bad + "Both documentDigests and documents parameters passed"),
        Row("digests of another shape", ["documentDigests": [:]], bad + "Invalid object parameter documentDigests"),
        Row("no digests", ["documentDigests": []], bad + "Invalid object parameter documentDigests"),
        Row("a digest that is none", ["documentDigests": ["x"]], bad + "Invalid object parameter documentDigests"),
        Row(
            "documents of another shape",
            ["documentDigests": nil, "documents": "x"],
            bad + "Invalid array parameter documents"
        ),
        Row(
            "documents that are no base64",
            ["documentDigests": nil, "documents": [["document": "%"]]],
            bad + "Invalid Base64 documents string parameter"
        ),
        Row("a mode that there is not", ["operationMode": "X"], bad + "Invalid parameter operationMode"),
        Row("a member that there is not", ["docs": []], bad + "Unknown parameter docs"),
        .entry("hashes", nil, bad + "Invalid object parameter documentDigests"),
        .entry("hashes", ["%%%"], bad + "Invalid Base64 hashes string parameter"),
        .entry("hashes", ["AAAA"], bad + "Invalid digest value length"),
        .entry("hashAlgorithmOID", nil, bad + "Missing (or invalid type) string parameter hashAlgorithmOID"),
        .entry("hashAlgorithmOID", "1.3.14.3.2.26", bad + "Invalid parameter hashAlgorithmOID"),
        .entry("signature_format", nil, bad + "Missing (or invalid type) string parameter signature_format"),
        .entry("signature_format", "P", bad + "Invalid parameter signature_format"),
        .entry("conformance_level", "Ades-B-T", bad + "Invalid parameter conformance_level"),
        .entry("signed_envelope_property", "Enveloping", bad + "Invalid parameter signed_envelope_property"),
        .entry("signed_props", [["attribute_name": "Reason"]], bad + "Invalid parameter signed_props (Reason)"),
        .entry("signAlgo", nil, bad + "Missing (or invalid type) string parameter signAlgo"),
        .entry("signAlgo", "1.2.3", bad + "Invalid parameter signAlgo"),
        .entry(
            "signAlgo",
            "1.2.840.113549.1.1.13",
            bad + "String parameter hashAlgorithmOID contradicts with signAlgo parameter"
        ),
        .entry("signAlgoParams", "AA==", bad + "Missing (or invalid type) string parameter signAlgoParams"),
        .entry(
            "hashes",
            [.string(Base64.encode(Vendor.hash("another")))],
            "403 invalid_hash: Document or documentDigest does not match authorized hash"
        ),
    ]

    @Test func `refuses what signHash refuses of a SAD`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.digest])
            #expect(
                try await Self.send(vendor, sad, ["SAD": nil]).refusal == Self.bad
                    + "Missing (or invalid type) string parameter SAD"
            )
            #expect(try await Self.send(vendor, "x", [:]).refusal == Self.bad + "Invalid parameter SAD")
            #expect(
                try await Self.send(vendor, sad, ["credentialID": "x"]).refusal == Self.bad
                    + "Invalid parameter credentialID"
            )
            #expect(try await Self.send(vendor, sad, [:]).refusal == "200 -: -")
            #expect(try await Self.send(vendor, sad, [:]).refusal == Self.bad + "Invalid parameter SAD")
            try await vendor.command("clock.advance", ["by": "301s"])
            let late = try await vendor.authorize([Self.digest])
            try await vendor.command("clock.advance", ["by": "301s"])
            #expect(try await Self.send(vendor, late, [:]).refusal == Self.bad + "SAD expired")
        }
    }

    @Test func `returns the signed document for a document`() async throws {
        try await Vendor.loggedIn { vendor in
            let document = try PrescriptionDocument(ScenarioFiles.prescription)
            let sad = try await vendor.authorize([try document.digest()])
            let answer = try await vendor.csc(
                "signatures/signDoc",
                [
                    "credentialID": "second-doctor", "SAD": .string(sad), "returnValidationInfo": true,
                    "documents": [
                        [
                            "document": .string(Base64.encode(document.bytes)), "signature_format": "X",
                            "signAlgo": "1.2.840.113549.1.1.11",
                        ]
                    ],
                ]
            ).json
            let text = try #require(answer["DocumentWithSignature"]?[0]?.string)
            let report = try SignatureVerifier().verify(try #require(Base64.decode(text)), at: Date())
            #expect(report.signatures.map(\.kind) == [.prescription])
            #expect(Verdict(ofAll: report.signatures[0].references.map(\.verdict)) == .valid)
            #expect(answer["validationInfo"]?["certificates"]?.array?.count == 3)
        }
    }

    @Test func `says why a document cannot be signed`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.digest])
            let entry: JSONValue = [
                "document": .string(Base64.encode(Array("<a/>".utf8))), "signature_format": "X",
                "signAlgo": "1.2.840.113549.1.1.11",
            ]
            let answer = try await Self.send(vendor, sad, ["documentDigests": nil, "documents": [entry]]).refusal
            #expect(answer.hasPrefix(Self.bad + "Invalid array parameter documents: "))
        }
    }

    @Test func `signs in the background too`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.digest])
            let accepted = try await vendor.csc(
                "signatures/signDoc",
                [
                    "credentialID": "second-doctor", "SAD": .string(sad), "documentDigests": [Self.entry()],
                    "operationMode": "A",
                ]
            ).json
            let id = try #require(accepted["responseID"])
            var answer = try await vendor.csc("signatures/signPolling", ["requestID": id])
            while answer.status == 202 { answer = try await vendor.csc("signatures/signPolling", ["requestID": id]) }
            #expect(try answer.json["SignatureObject"]?.array?.count == 1)
        }
    }
}
