import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The error table of csc-api.md, section 7, over the wire with a practitioner's token: each row is one wrong request.
@Suite(.timeLimit(.minutes(5))) struct ErrorTableTests {
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

    static let hash = JSONValue.string(Base64.encode(Vendor.hash("one")))

    /// A right request of each method, to which a row makes one change.
    static let right: [String: [String: JSONValue]] = [
        "v2/auth/revoke": ["token": "guess"],
        "v2/credentials/info": ["credentialID": "second-doctor"],
        "v2/credentials/authorize": [
            "credentialID": "second-doctor", "numSignatures": 1, "hashes": [hash], "hashAlgorithmOID": Vendor.sha256,
        ],
        "v2/credentials/getChallenge": ["credentialID": "second-doctor", "authObjectID": "hpki-card"],
        "v2/credentials/extendTransaction": [
            "credentialID": "second-doctor", "SAD": "guess", "hashes": [hash], "hashAlgorithmOID": Vendor.sha256,
        ],
        "v2/signatures/signHash": [
            "credentialID": "second-doctor", "SAD": "guess", "hashes": [hash], "hashAlgorithmOID": Vendor.sha256,
            "signAlgo": "1.2.840.113549.1.1.1",
        ],
        "v1/credentials/info": ["credentialID": "second-doctor"],
        "v1/credentials/authorize": ["credentialID": "second-doctor", "numSignatures": 1, "hash": [hash]],
        "v1/signatures/signHash": [
            "credentialID": "second-doctor", "SAD": "guess", "hash": [hash], "hashAlgo": Vendor.sha256,
            "signAlgo": "1.2.840.113549.1.1.1",
        ],
    ]

    static let rows = [
        Row("v2/auth/login", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v2/signatures/signDoc", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v2/signatures/timestamp", [:], "501 not_implemented_method: The method is not implemented"),
        Row("v2/auth/revoke", ["token": nil], "Missing (or invalid type) string parameter token"),
        Row("v2/auth/revoke", ["token_type_hint": "other"], "Invalid string parameter token_type_hint"),
        Row("v2/auth/revoke", ["token_type_hint": 1], "Invalid string parameter token_type_hint"),
        Row("v2/auth/revoke", [:], "Invalid string parameter token"),
        Row("v2/credentials/list", ["userID": "doctor"], "userID parameter MUST be null"),
        Row("v2/credentials/list", ["certificates": "all"], "Invalid parameter certificates"),
        Row("v2/credentials/info", ["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
        Row("v2/credentials/info", ["credentialID": 1], "Missing (or invalid type) string parameter credentialID"),
        Row("v2/credentials/info", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v2/credentials/info", ["certificates": "all"], "Invalid parameter certificates"),
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
        Row("v2/credentials/extendTransaction", [:], "Invalid parameter SAD"),
        Row("v2/signatures/signHash", ["SAD": nil], "Missing (or invalid type) string parameter SAD"),
        Row("v2/signatures/signHash", ["SAD": 1], "Missing (or invalid type) string parameter SAD"),
        Row("v2/signatures/signHash", [:], "Invalid parameter SAD"),
        Row("v2/signatures/signHash", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v2/signatures/signPolling", [:], "Missing (or invalid type) string parameter requestID"),
        Row("v2/signatures/signPolling", ["requestID": "guess"], "Invalid parameter requestID"),
        Row("v1/credentials/list", ["pageToken": "x"], "Invalid parameter pageToken"),
        Row("v1/credentials/info", ["credentialID": "x"], "Invalid parameter credentialID"),
        Row("v1/credentials/authorize", ["PIN": "1"], "400 invalid_pin: The PIN is invalid"),
        Row("v1/credentials/authorize", ["numSignatures": 101], "Numbers of signatures is too high"),
        Row("v1/credentials/sendOTP", ["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
        Row("v1/signatures/signHash", [:], "Invalid parameter SAD"),
        Row("v1/signatures/signHash", ["clientData": 1], "Invalid parameter clientData"),
    ]

    @Test func `answers each row in its words`() async throws {
        try await Vendor.loggedIn { vendor in
            for row in Self.rows {
                var object = Self.right[row.method] ?? [:]
                for (name, value) in row.changes { object[name] = value }
                let request = ClientRequest.json("/csc/\(row.method)", JSONValue.object(object).text())
                let answer = try await vendor.signing.send(request.bearer(vendor.token))
                #expect(answer.refusal == row.answer, "\(row.method) \(row.changes)")
            }
            let made = try await vendor.simulator.parts.simulation.journal.events(types: ["signature.created"])
            #expect(made.isEmpty)
        }
    }

    /// What only the holder of a good SAD is told; the SAD survives each of them.
    static let signingRows: [([String: JSONValue?], String, String?)] = [
        (["hashes": nil], "Missing (or invalid type) array parameter hash", nil),
        (["hashes": []], "Empty hash array", nil),
        (["hashes": ["%"]], "Invalid Base64 hash string parameter", nil),
        (["hashes": ["AAAA"]], "Invalid digest value length", nil),
        (["hashes": [.string(Base64.encode(Vendor.hash("two")))]], "Hash is not authorized by the SAD", "."),
        (["signAlgo": nil], "Missing (or invalid type) string parameter signAlgo", nil),
        (["signAlgo": "1.2"], "Invalid parameter signAlgo", nil),
        (["signAlgoParams": 1], "Missing (or invalid type) string parameter signAlgoParams", nil),
    ]

    @Test func `answers the rows behind a good SAD, in both versions`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Vendor.hash("one")])
            for (version, names) in [("v2", [:]), ("v1", ["hashes": "hash", "hashAlgorithmOID": "hashAlgo"])] {
                for (changes, sentence, ending) in Self.signingRows {
                    var object = Self.right["v2/signatures/signHash"] ?? [:]
                    object["SAD"] = .string(sad)
                    for (name, value) in changes { object[name] = value }
                    let renamed = Dictionary(uniqueKeysWithValues: object.map { (names[$0.key] ?? $0.key, $0.value) })
                    let request = ClientRequest.json(
                        "/csc/\(version)/signatures/signHash",
                        JSONValue.object(renamed).text()
                    )
                    let answer = try await vendor.signing.send(request.bearer(vendor.token))
                    let expected = sentence + (version == "v1" ? ending ?? "" : "")
                    #expect(answer.refusal == "400 invalid_request: \(expected)")
                }
            }
            #expect(try await vendor.sign([Vendor.hash("one")], sad).status == 200)
        }
    }
}
