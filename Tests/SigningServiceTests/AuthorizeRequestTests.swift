import OpenSSL
import Simulation
import Testing

@testable import SigningService

/// The rows of `credentials/authorize` in csc-api.md, section 7, and their order.
@Suite struct AuthorizeRequestTests {
    static let hash = JSONValue.string(Base64.encode([UInt8](repeating: 7, count: 32)))
    static let good: [String: JSONValue] = [
        "credentialID": "C1", "numSignatures": 2, "hashes": [hash, hash],
        "hashAlgorithmOID": "2.16.840.1.101.3.4.2.1", "authData": [], "description": "処方箋", "clientData": "x",
    ]

    static func read(
        _ changes: [String: JSONValue?],
        status: CredentialFacts.Status = .valid
    ) throws(CSCError) -> AuthorizeRequest {
        var object = good
        for (name, value) in changes { object[name] = value }
        return try AuthorizeRequest(object) { id throws(CSCError) in
            guard id == "C1" else { throw .invalidCredentialID }
            return CredentialFacts(id: id, practitionerID: "P1", status: status, multisign: 3)
        }
    }

    @Test func `takes the standard's sample`() throws {
        let request = try Self.read([:])
        #expect(request.numSignatures == 2)
        #expect(request.hashes.count == 2)
        #expect(request.digest == .sha256)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let changes: [String: JSONValue?]
        var status: CredentialFacts.Status = .valid
        let description: String
        var code = "invalid_request"
        var testDescription: String { "\(changes.keys.sorted().joined(separator: ", ")): \(description)" }
    }

    static let rows: [Row] = [
        Row(changes: ["credentialID": nil], description: "Missing (or invalid type) string parameter credentialID"),
        Row(changes: ["credentialID": 5], description: "Missing (or invalid type) string parameter credentialID"),
        Row(changes: ["credentialID": "C2"], description: "Invalid parameter credentialID"),
        Row(
            changes: ["numSignatures": nil],
            status: .disabled,
            description: "The credential identified by credentialID is disabled"
        ),
        Row(changes: ["numSignatures": nil], status: .revoked, description: "Signing certificate is revoked"),
        Row(changes: ["numSignatures": nil], status: .suspended, description: "Signing certificate is suspended"),
        Row(changes: ["numSignatures": nil], status: .expired, description: "Signing certificate is expired"),
        Row(changes: ["numSignatures": nil], description: "Missing (or invalid type) integer parameter numSignatures"),
        Row(changes: ["numSignatures": "2"], description: "Missing (or invalid type) integer parameter numSignatures"),
        Row(changes: ["numSignatures": 1.5], description: "Missing (or invalid type) integer parameter numSignatures"),
        Row(changes: ["numSignatures": 0], description: "Invalid value for parameter numSignatures"),
        Row(changes: ["numSignatures": 4], description: "Numbers of signatures is too high"),
        Row(changes: ["numSignatures": 1], description: "Invalid value for parameter numSignatures"),
        Row(changes: ["hashes": nil], description: "Missing (or invalid type) array parameter hash"),
        Row(changes: ["hashes": []], description: "Empty hash array"),
        Row(changes: ["hashes": ["no base64!"]], description: "Invalid Base64 hash string parameter"),
        Row(changes: ["hashes": ["AAAA"]], description: "Invalid digest value length"),
        Row(
            changes: ["hashAlgorithmOID": nil],
            description: "Missing (or invalid type) string parameter hashAlgorithmOID"
        ),
        // SHA-1: "SHA-256 or stronger SHALL be used".
        Row(changes: ["hashAlgorithmOID": "1.3.14.3.2.26"], description: "Invalid parameter hashAlgorithmOID"),
        Row(
            changes: ["authData": [["id": "PIN", "value": "1234"]]],
            description: "The authentication data is invalid",
            code: "invalid_authentication_data"
        ),
        Row(
            changes: ["description": .string(String(repeating: "長", count: 501))],
            description: "Invalid parameter description"
        ),
        Row(changes: ["clientData": 5], description: "Invalid parameter clientData"),
        Row(
            changes: ["hashAlgoritmOID": "x"],
            description: "Unknown parameter hashAlgoritmOID: did you mean hashAlgorithmOID?"
        ),
    ]

    @Test(arguments: rows) func `answers each row of the table`(_ row: Row) {
        #expect(throws: CSCError(400, row.code, row.description)) {
            try Self.read(row.changes, status: row.status)
        }
    }

    @Test func `takes base64url as well as base64`() throws {
        let bytes = [UInt8](repeating: 0xFB, count: 32)
        let request = try Self.read(["hashes": [.string(Base64URL.encode(bytes))]])
        #expect(request.hashes == [bytes])
    }
}
