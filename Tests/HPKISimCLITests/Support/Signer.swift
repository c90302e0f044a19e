import Foundation
import HPKISimulator
import OpenSSL
import Simulation
import Testing
import VendorDouble

/// A vendor's program that authorizes and signs over one kept connection.
struct Signer: Sendable {
    let ready: ReadyFile
    let connection: ClientConnection
    let token: String

    /// - Parameter token: of an earlier login; logs in when nil.
    init(_ serving: Serving, token: String? = nil) async throws {
        ready = serving.ready
        connection = try await serving.signing()
        if let token {
            self.token = token
        } else {
            let session = VendorSession(try serving.settings())
            self.token = try await session.accessToken()
            await session.close()
        }
    }

    func csc(_ method: String, _ body: JSONValue) async throws -> ClientAnswer {
        try await connection.send(.json("/csc/v2/\(method)", body.text()).bearer(token))
    }

    /// - Returns: the SAD.
    func authorize(_ hash: [UInt8]) async throws -> String {
        let answer = try await csc(
            "credentials/authorize",
            [
                "credentialID": .string(ready.credentialID), "numSignatures": 1,
                "hashes": [.string(Base64.encode(hash))], "hashAlgorithmOID": Self.sha256, "authData": [],
            ]
        )
        return try #require(try answer.json["SAD"]?.string, "\(answer.text)")
    }

    func sign(_ hash: [UInt8], _ sad: String) async throws -> ClientAnswer {
        try await csc(
            "signatures/signHash",
            [
                "credentialID": .string(ready.credentialID), "SAD": .string(sad),
                "hashes": [.string(Base64.encode(hash))], "hashAlgorithmOID": Self.sha256,
                "signAlgo": "1.2.840.113549.1.1.1",
            ]
        )
    }

    func extend(_ sad: String, _ hash: [UInt8]) async throws -> ClientAnswer {
        try await csc(
            "credentials/extendTransaction",
            [
                "credentialID": .string(ready.credentialID), "SAD": .string(sad),
                "hashes": [.string(Base64.encode(hash))], "hashAlgorithmOID": Self.sha256,
            ]
        )
    }

    /// Asks for a signature in the background.
    ///
    /// - Returns: its response id.
    func signLater(_ hash: [UInt8], _ sad: String) async throws -> String {
        let answer = try await csc(
            "signatures/signHash",
            [
                "credentialID": .string(ready.credentialID), "SAD": .string(sad),
                "hashes": [.string(Base64.encode(hash))], "hashAlgorithmOID": Self.sha256,
                "signAlgo": "1.2.840.113549.1.1.1", "operationMode": "A",
            ]
        )
        return try #require(try answer.json["responseID"]?.string, "\(answer.text)")
    }

    func poll(_ id: String) async throws -> ClientAnswer {
        try await csc("signatures/signPolling", ["requestID": .string(id)])
    }

    /// What signs the practitioner's prescriptions.
    func certificate() async throws -> Certificate {
        let answer = try await csc("credentials/info", ["credentialID": .string(ready.credentialID)])
        let text = try #require(try answer.json["cert"]?["certificates"]?[0]?.string, "\(answer.text)")
        return try Certificate(derEncoded: try #require(Base64.decode(text)))
    }

    private static let sha256 = JSONValue.string(DigestAlgorithm.sha256.oid.description)
}

extension ClientAnswer {
    var json: JSONValue { get throws { try JSONValue.parse(body) } }
}
