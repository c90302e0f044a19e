// Requests and answers of the CSC API v2.0.0.2 (csc-api.md, section 3); members that are nil are left out.

struct InfoRequest: Encodable, Sendable {}

struct ListRequest: Encodable, Sendable {
    let userID: String?
}

struct ListAnswer: Decodable, Sendable {
    let credentialIDs: [String]
}

struct CredentialRequest: Encodable, Sendable {
    let credentialID: String
    let certificates = "chain"
    let certInfo = false
    let authInfo = true
}

struct CredentialAnswer: Decodable, Sendable {
    struct Key: Decodable, Sendable {
        let status: String
        let algo: [String]
    }

    struct Certificates: Decodable, Sendable {
        let status: String?
        let certificates: [String]?
    }

    let key: Key
    let cert: Certificates
    let multisign: Int
    let SCAL: String?
}

struct AuthorizeRequest: Encodable, Sendable {
    let credentialID: String
    let numSignatures: Int
    let hashes: [String]
    let hashAlgorithmOID: String
    let authData: [AuthenticationDatum]
    let description: String?
}

struct HandleRequest: Encodable, Sendable {
    let handle: String
}

/// 200 has a SAD, 202 a handle.
struct AuthorizeAnswer: Decodable, Sendable {
    let SAD: String?
    let handle: String?
}

struct ChallengeRequest: Encodable, Sendable {
    let credentialID: String
    let authObjectID: String
}

struct ChallengeAnswer: Decodable, Sendable {
    let challenge: String
}

struct ExtendRequest: Encodable, Sendable {
    let credentialID: String
    let SAD: String
    let hashes: [String]
    let hashAlgorithmOID: String
}

struct SADAnswer: Decodable, Sendable {
    let SAD: String
}

struct SignHashRequest: Encodable, Sendable {
    let credentialID: String
    /// Nil where the bearer is a token of scope `credential`.
    let SAD: String?
    let hashes: [String]
    let hashAlgorithmOID: String?
    let signAlgo: String
    let signAlgoParams: String?
    let operationMode: String?
    let validity_period: Int?
}

struct SignaturesAnswer: Decodable, Sendable {
    let signatures: [String]
}

struct ResponseIDAnswer: Decodable, Sendable {
    let responseID: String
}

struct PollingRequest: Encodable, Sendable {
    let requestID: String
    let userID: String?
}

struct SignDocRequest: Encodable, Sendable {
    let credentialID: String
    let SAD: String
    let documentDigests: [DocumentDigests]
}

struct DocumentDigests: Encodable, Sendable {
    let hashes: [String]
    let hashAlgorithmOID: String
    let signature_format = "X"
    let conformance_level = "Ades-B-B"
    let signed_envelope_property = "Detached"
    let signAlgo: String
    let signed_props: [SignedProperty]?
}

struct SignedProperty: Encodable, Sendable {
    let attribute_name: String
    let attribute_value: String
}

struct SignatureObjectsAnswer: Decodable, Sendable {
    let SignatureObject: [String]
}
