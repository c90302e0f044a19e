import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// With a practitioner's token: each row is one wrong request.
extension ErrorTableTests {
    struct Row {
        let method: String
        let changes: [String: JSONValue?]
        let answer: String

        init(_ method: String, _ changes: [String: JSONValue?], _ answer: String) {
            self.method = method
            self.changes = changes
            self.answer =
                answer.first == "4" || answer.first == "5" || answer.first == "2"
                ? answer : "400 invalid_request: \(answer)"
        }
    }

    /// A right request of each method, to which a row makes one change.
    static let right: [String: [String: JSONValue]] = [
        "v2/auth/revoke": ["token": "guess"],
        "v2/credentials/info": ["credentialID": "second-doctor"],
        "v2/credentials/authorize": authorization,
        "v2/credentials/getChallenge": ["credentialID": "second-doctor", "authObjectID": "hpki-card"],
        "v2/credentials/extendTransaction": [
            "credentialID": "second-doctor", "SAD": "guess", "hashes": [hash], "hashAlgorithmOID": Vendor.sha256,
        ],
        "v2/signatures/signHash": signing,
        "v1/auth/revoke": ["token": "guess"],
        "v1/credentials/info": ["credentialID": "second-doctor"],
        "v1/credentials/authorize": authorization1,
        "v1/credentials/extendTransaction": ["credentialID": "second-doctor", "SAD": "guess", "hash": [hash]],
        "v1/credentials/sendOTP": ["credentialID": "second-doctor"],
        "v1/signatures/signHash": signing1,
    ]

    static let rows = [
        Row("v2/auth/login", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v2/signatures/timestamp", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v2/auth/revoke", ["token": nil], "Missing (or invalid type) string parameter token"),
        Row("v2/auth/revoke", ["token": 1], "Missing (or invalid type) string parameter token"),
        Row("v2/auth/revoke", ["token_type_hint": "other"], "Invalid string parameter token_type_hint"),
        Row("v2/auth/revoke", ["token_type_hint": 1], "Invalid string parameter token_type_hint"),
        Row("v2/auth/revoke", [:], "Invalid string parameter token"),
        Row("v2/credentials/list", ["userID": "doctor"], "userID parameter MUST be null"),
        Row("v2/credentials/list", ["certificates": "all"], "Invalid parameter certificates"),
        Row("v2/credentials/list", ["onlyValid": "yes"], "Invalid parameter onlyValid"),
        Row("v2/credentials/list", ["credentialInfo": 1], "Invalid parameter credentialInfo"),
        Row("v2/credentials/list", ["lang": 1], "Invalid parameter lang"),
        Row("v2/credentials/info", ["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
        Row("v2/credentials/info", ["credentialID": 1], "Missing (or invalid type) string parameter credentialID"),
        Row("v2/credentials/info", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v2/credentials/info", ["certificates": "all"], "Invalid parameter certificates"),
        Row("v2/credentials/info", ["certInfo": "yes"], "Invalid parameter certInfo"),
        Row(
            "v2/credentials/authorize",
            ["credentialID": nil],
            "Missing (or invalid type) string parameter credentialID"
        ),
        Row("v2/credentials/authorize", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row(
            "v2/credentials/authorize",
            ["numSignatures": "1"],
            "Missing (or invalid type) integer parameter numSignatures"
        ),
        Row("v2/credentials/authorize", ["numSignatures": 0], "Invalid value for parameter numSignatures"),
        Row("v2/credentials/authorize", ["numSignatures": 101], "Numbers of signatures is too high"),
        Row(
            "v2/credentials/authorize",
            ["authData": [["id": "PIN", "value": "1"]]],
            "400 invalid_authentication_data: The authentication data is invalid"
        ),
        Row("v2/credentials/authorizeCheck", ["handle": "guess"], "Invalid parameter handle"),
        Row("v2/credentials/authorizeCheck", [:], "Invalid parameter handle"),
        Row("v2/credentials/getChallenge", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v2/credentials/getChallenge", ["authObjectID": "x"], "Invalid parameter authObjectID"),
        // The person stands behind the token: nothing is asked for.
        Row("v2/credentials/getChallenge", [:], "Invalid parameter authObjectID"),
        Row("v2/credentials/extendTransaction", [:], "Invalid parameter SAD"),
        Row("v2/credentials/extendTransaction", ["hashes": []], "Empty hash array"),
        Row("v2/signatures/signHash", ["SAD": nil], "Missing (or invalid type) string parameter SAD"),
        Row("v2/signatures/signHash", ["SAD": 1], "Missing (or invalid type) string parameter SAD"),
        Row("v2/signatures/signHash", [:], "Invalid parameter SAD"),
        Row("v2/signatures/signHash", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v2/signatures/signPolling", [:], "Missing (or invalid type) string parameter requestID"),
        Row("v2/signatures/signPolling", ["requestID": "guess"], "Invalid parameter requestID"),
        Row("v2/signatures/signPolling", ["clientData": 1], "Invalid parameter clientData"),
        Row("v1/auth/login", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v1/signatures/timestamp", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v1/auth/revoke", [:], "Invalid string parameter token"),
        Row("v1/auth/revoke", ["token_type_hint": "other"], "Invalid string parameter token_type_hint"),
        Row("v1/credentials/list", ["pageToken": "x"], "Invalid parameter pageToken"),
        Row("v1/credentials/list", ["userID": "doctor"], "userID parameter MUST be null"),
        Row("v1/credentials/info", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v1/credentials/info", ["certificates": "all"], "Invalid parameter certificates"),
        Row("v1/credentials/authorize", ["PIN": "1"], "400 invalid_pin: The PIN is invalid"),
        Row("v1/credentials/authorize", ["numSignatures": 0], "Invalid value for parameter numSignatures"),
        Row("v1/credentials/authorize", ["numSignatures": 101], "Numbers of signatures is too high"),
        Row("v1/credentials/extendTransaction", [:], "Invalid parameter SAD"),
        Row("v1/credentials/sendOTP", ["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
        Row("v1/credentials/sendOTP", ["credentialID": "x"], "Invalid parameter credentialID"),
        // [D] No credential has a one-time password unless the command credential.require-pin gives it one.
        Row("v1/credentials/sendOTP", [:], "Invalid parameter credentialID"),
        Row("v1/signatures/signHash", ["SAD": nil], "Missing (or invalid type) string parameter SAD"),
        Row("v1/signatures/signHash", [:], "Invalid parameter SAD"),
        Row("v1/signatures/signHash", ["clientData": 1], "Invalid parameter clientData"),
    ]

    func answersEachRowInItsWords() async throws {
        try await Vendor.loggedIn { vendor in
            for row in Self.rows {
                let answer = try await send(row.method, Self.right[row.method] ?? [:], row.changes, to: vendor)
                seen.expect(answer, row.answer, "\(row.method) \(row.changes)")
            }
            let made = try await vendor.simulator.parts.simulation.journal.events(types: ["signature.created"])
            #expect(made.isEmpty)
        }
    }

    struct SigningRow {
        let changes: [String: JSONValue?]
        let sentence: String
        /// Nil where v1 has no such row.
        let version1: String?

        init(_ changes: [String: JSONValue?], _ sentence: String) {
            self.init(changes, sentence, version1: sentence)
        }

        init(_ changes: [String: JSONValue?], _ sentence: String, version1: String?) {
            (self.changes, self.sentence, self.version1) = (changes, sentence, version1)
        }
    }

    /// What only the holder of a good SAD is told; the SAD survives each of them.
    static let signingRows = [
        SigningRow(["hashes": nil], "Missing (or invalid type) array parameter hash"),
        SigningRow(["hashes": []], "Empty hash array"),
        SigningRow(["hashes": ["%"]], "Invalid Base64 hash string parameter"),
        SigningRow(["hashes": ["AAAA"]], "Invalid digest value length"),
        SigningRow(
            ["hashes": [other]],
            "Hash is not authorized by the SAD",
            version1: "Hash is not authorized by the SAD."
        ),
        SigningRow(["signAlgo": nil], "Missing (or invalid type) string parameter signAlgo"),
        SigningRow(["signAlgo": "1.2"], "Invalid parameter signAlgo"),
        SigningRow(["signAlgoParams": 1], "Missing (or invalid type) string parameter signAlgoParams"),
        SigningRow(
            ["hashAlgorithmOID": nil],
            "Missing (or invalid type) string parameter hashAlgorithmOID",
            version1: "Missing (or invalid type) string parameter hashAlgo"
        ),
        SigningRow(
            ["hashAlgorithmOID": "1.2"],
            "Invalid parameter hashAlgorithmOID",
            version1: "Invalid parameter hashAlgo"
        ),
        SigningRow(["operationMode": "X"], "Invalid parameter operationMode", version1: nil),
        SigningRow(["validity_period": "1"], "Invalid parameter validity_period", version1: nil),
        SigningRow(["validity_period": 1], "Out of bounds parameter validity_period", version1: nil),
        SigningRow(["response_uri": "http://example.test/"], "Invalid parameter response_uri", version1: nil),
        SigningRow(["response_uri": "https://localhost/"], "Invalid parameter response_uri", version1: nil),
    ]

    func answersTheRowsBehindAGoodSAD() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Vendor.hash("one")])
            for row in Self.signingRows {
                var object = Self.signing
                object["SAD"] = .string(sad)
                let answer = try await send("v2/signatures/signHash", object, row.changes, to: vendor)
                seen.expect(answer, "400 invalid_request: \(row.sentence)")
                guard let sentence = row.version1 else { continue }
                for (name, value) in row.changes { object[name] = value }
                for (new, old) in [("hashes", "hash"), ("hashAlgorithmOID", "hashAlgo")] {
                    object[old] = object.removeValue(forKey: new)
                }
                let answer1 = try await send("v1/signatures/signHash", object, to: vendor)
                seen.expect(answer1, "400 invalid_request: \(sentence)")
            }
            #expect(try await vendor.sign([Vendor.hash("one")], sad).status == 200)
        }
    }
}
