import OpenSSL
import Simulation
import TestSupport

/// The signing half of the fake service: one credential, whose SAD is always `sad`.
struct FakeSigner: Sendable {
    /// Made once: an RSA key takes a while.
    static let shared = Result { try FakeSigner() }

    static let credentialID = "credential-1"

    let key: PrivateKey
    let otherKey: PrivateKey
    let certificate: Certificate

    private init() throws {
        key = try PrivateKey.generate(.rsa(bits: 2048))
        otherKey = try PrivateKey.generate(.rsa(bits: 2048))
        let authority = try TLSTestAuthority("TEST Signers")
        certificate = try authority.issue("TEST Signer", to: key.publicKey)
    }

    func answer(_ request: FakeRequest) -> FakeAnswer {
        let body = (try? JSONValue.parse(request.body)) ?? .null
        switch request.path {
        case FakeService.csc("info"): return .json(Self.information)
        case FakeService.csc("credentials/list"): return .json(["credentialIDs": [.string(Self.credentialID)]])
        case FakeService.csc("credentials/info"): return .json(description())
        case FakeService.csc("credentials/authorize"), FakeService.csc("credentials/authorizeCheck"),
            FakeService.csc("credentials/extendTransaction"):
            return .json(["SAD": "sad", "expiresIn": 300])
        case FakeService.csc("signatures/signHash"):
            if body["operationMode"] == "A" { return .json(["responseID": "response-1"]) }
            return .json(["signatures": .array(signatures(of: body))])
        default: return .error(404, "not_found")
        }
    }

    static let information: JSONValue = [
        "specs": "2.0.0.0", "name": "fake", "authType": ["TLS", "oauth2code"], "methods": ["signatures/signHash"],
        "signAlgorithms": ["algos": ["1.2.840.113549.1.1.1"], "algoParams": []],
    ]

    func description(keyStatus: String = "enabled", certificateStatus: String = "valid") -> JSONValue {
        [
            "key": [
                "status": .string(keyStatus), "algo": ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"], "len": 2048,
            ],
            "cert": [
                "status": .string(certificateStatus),
                "certificates": [.string(Base64.encode(certificate.derEncoded))],
            ],
            "auth": ["mode": "explicit"], "SCAL": "2", "multisign": 10,
        ]
    }

    /// As the request asks for them: PKCS#1 v1.5 or, with parameters, PSS.
    private func signatures(of body: JSONValue) -> [JSONValue] {
        let hashes = (body["hashes"]?.array ?? []).compactMap { $0.string.flatMap { Base64.decode($0) } }
        let padding = body["signAlgoParams"] == nil ? SignaturePadding.pkcs1v15 : .pss(saltLength: nil)
        return hashes.map { .string(signature(of: $0, padding)) }
    }

    func signature(of hash: [UInt8], _ padding: SignaturePadding = .pkcs1v15, with key: PrivateKey? = nil) -> String {
        let bytes = try? (key ?? self.key).signature(digest: hash, algorithm: .sha256, padding: padding)
        return Base64.encode(bytes ?? [])
    }
}
