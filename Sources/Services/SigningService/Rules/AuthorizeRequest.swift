import OpenSSL
import Simulation

/// The body of `credentials/authorize` (CSC API v2, section 11.6), read in the checking order of csc-api.md, section 7.
struct AuthorizeRequest: Equatable {
    let credentialID: String
    let numSignatures: Int
    /// The digests that the signature activation data will be bound to (SCAL 2).
    let hashes: [[UInt8]]
    let digest: DigestAlgorithm

    /// - Parameter multisign: the credential's own limit of signatures in one authorization; nil for an unknown
    ///   credential, which is its own row of the table.
    init(_ object: [String: JSONValue], credential: (String) throws(CSCError) -> CredentialFacts) throws(CSCError) {
        let parameters = try Parameters(object, known: Self.members)
        credentialID = try parameters.string("credentialID")
        let facts = try credential(credentialID)
        try facts.requireUsable()
        numSignatures = try parameters.integer("numSignatures")
        guard numSignatures >= 1 else { throw .invalidNumSignatures }
        guard numSignatures <= facts.multisign else { throw .tooManySignatures }

        guard let values = try parameters.optionalArray("hashes", refusal: .missingHashes) else { throw .missingHashes }
        guard !values.isEmpty else { throw .emptyHashes }
        guard let oid = try parameters.optionalString("hashAlgorithmOID") else { throw .missingHashAlgorithm }
        digest = try SigningAlgorithm.digest(oid: oid)
        hashes = try Hashes.decode(values, digest: digest)
        // [D] More digests than signatures cannot all be signed: the count is what is wrong.
        guard hashes.count <= numSignatures else { throw .invalidNumSignatures }

        // The service deals with the practitioner itself, so the list of factors is empty or absent (flow 13.10).
        guard try parameters.optionalArray("authData")?.isEmpty ?? true else { throw .invalidAuthenticationData }
        let description = try parameters.optionalString("description")
        guard description?.count ?? 0 <= 500 else { throw .invalidParameter("description") }
    }

    private static let members: Set<String> = [
        "credentialID", "numSignatures", "hashes", "hashAlgorithmOID", "authData", "description",
    ]
}
