import OpenSSL
import Simulation
import Testing

@testable import SigningService

/// The rows of `signatures/signHash` in csc-api.md, section 7, that need no SAD to be known.
@Suite struct SignHashRequestTests {
    static let good: [String: JSONValue] = [
        "credentialID": "C1", "SAD": "sad", "hashes": [AuthorizeRequestTests.hash],
        "hashAlgorithmOID": "2.16.840.1.101.3.4.2.1", "signAlgo": "1.2.840.113549.1.1.1",
    ]

    static func work(_ changes: [String: JSONValue?]) throws(CSCError) -> AuthorizationUse.Work {
        var object = good
        for (name, value) in changes { object[name] = value }
        return try SignHashRequest(object).work()
    }

    @Test func `takes the hash algorithm from signAlgo where it implies one`() throws {
        let sha512 = JSONValue.string(Base64.encode([UInt8](repeating: 1, count: 64)))
        let work = try Self.work([
            "signAlgo": "1.2.840.113549.1.1.13", "hashAlgorithmOID": "2.16.840.1.101.3.4.2.1", "hashes": [sha512],
        ])
        #expect(work.digest == .sha512)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let changes: [String: JSONValue?]
        let description: String
        var testDescription: String { "\(changes.keys.sorted().joined(separator: ", ")): \(description)" }
    }

    static let rows: [Row] = [
        Row(changes: ["SAD": 1], description: "Missing (or invalid type) string parameter SAD"),
        Row(changes: ["credentialID": nil], description: "Missing (or invalid type) string parameter credentialID"),
        Row(changes: ["hashes": nil], description: "Missing (or invalid type) array parameter hash"),
        Row(changes: ["hashes": "AAAA"], description: "Missing (or invalid type) array parameter hash"),
        Row(changes: ["hashes": [1]], description: "Missing (or invalid type) array parameter hash"),
        Row(changes: ["hashes": []], description: "Empty hash array"),
        Row(changes: ["hashes": ["%%"]], description: "Invalid Base64 hash string parameter"),
        Row(changes: ["hashes": ["AAAA"]], description: "Invalid digest value length"),
        Row(changes: ["signAlgo": nil], description: "Missing (or invalid type) string parameter signAlgo"),
        Row(changes: ["signAlgo": "1.2.840.113549.1.1.5"], description: "Invalid parameter signAlgo"),
        Row(
            changes: ["hashAlgorithmOID": nil],
            description: "Missing (or invalid type) string parameter hashAlgorithmOID"
        ),
        Row(changes: ["hashAlgorithmOID": "1.2.3"], description: "Invalid parameter hashAlgorithmOID"),
        Row(changes: ["operationMode": "X"], description: "Invalid parameter operationMode"),
        Row(
            changes: ["signAlgo": "1.2.840.113549.1.1.10", "signAlgoParams": 1],
            description: "Missing (or invalid type) string parameter signAlgoParams"
        ),
        Row(
            changes: ["signAlgo": "1.2.840.113549.1.1.10", "signAlgoParams": "MAA="],
            description: "Missing (or invalid type) string parameter signAlgoParams"
        ),
        Row(
            changes: ["operationMode": "A", "validity_period": "1"],
            description: "Invalid parameter validity_period"
        ),
        Row(
            changes: ["operationMode": "A", "validity_period": 999],
            description: "Out of bounds parameter validity_period"
        ),
        Row(
            changes: ["operationMode": "A", "response_uri": "https://example.com/"],
            description: "Invalid parameter response_uri"
        ),
    ]

    @Test(arguments: rows) func `answers each row of the table`(_ row: Row) {
        #expect(throws: CSCError(400, "invalid_request", row.description)) { try Self.work(row.changes) }
    }
}
