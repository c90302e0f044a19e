import OpenSSL
import Simulation

/// The body of `credentials/authorize` (CSC API v2, section 11.6), read in the checking order of csc-api.md, section 7.
struct AuthorizeRequest: Equatable {
    /// One entry of `authData`.
    struct Answer: Equatable {
        let factor: Factor
        /// Nil where the answer comes out of band.
        let value: String?
    }

    let credentialID: String
    let numSignatures: Int
    /// The digests that the signature activation data will be bound to (SCAL 2).
    let hashes: [[UInt8]]
    let digest: DigestAlgorithm
    /// Empty where the service is to deal with the person itself.
    let answers: [Answer]

    /// - Parameters:
    ///   - factors: those that the credential asks for; empty where the bearer token stands for a person already.
    ///   - credential: the facts of a credential; throws for an unknown one, which is a row of the table.
    init(
        _ object: [String: JSONValue],
        factors: Set<Factor> = [],
        credential: (String) throws(CSCError) -> CredentialFacts
    ) throws(CSCError) {
        let parameters = try Parameters(object, known: Self.members)
        credentialID = try parameters.string("credentialID")
        let facts = try credential(credentialID)
        try facts.requireUsable()
        numSignatures = try parameters.integer("numSignatures")
        guard numSignatures >= 1 else { throw .invalidNumSignatures }
        guard numSignatures <= facts.multisign else { throw .tooManySignatures }
        (hashes, digest) = try Hashes.read(parameters)
        // [D] More digests than signatures cannot all be signed: the count is what is wrong.
        guard hashes.count <= numSignatures else { throw .invalidNumSignatures }
        let description = try parameters.optionalString("description")
        guard description?.count ?? 0 <= 500 else { throw .invalidParameter("description") }
        answers = try Self.answers(try parameters.optionalArray("authData") ?? [], facts.secrets, factors)
    }

    /// Every secret of a plain-PIN credential; or exactly one factor of those asked for, since the expression is XOR.
    private static func answers(
        _ authData: [JSONValue],
        _ secrets: [Factor],
        _ factors: Set<Factor>
    ) throws(CSCError) -> [Answer] {
        if authData.isEmpty, secrets.isEmpty, factors.isEmpty { return [] }
        var answers: [Answer] = []
        for entry in authData { answers.append(try answer(entry)) }
        let given = answers.map(\.factor)
        guard !secrets.isEmpty else {
            guard given.count == 1, factors.isSuperset(of: given) else { throw .invalidAuthenticationData }
            return answers
        }
        if let missing = secrets.first(where: { !given.contains($0) }) { throw missing.wrongError }
        guard given.count == secrets.count else { throw .invalidAuthenticationData }
        return answers
    }

    private static func answer(_ entry: JSONValue) throws(CSCError) -> Answer {
        guard case .object(let entry) = entry, let factor = entry["id"]?.string.flatMap(Factor.init),
            Set(entry.keys).isSubset(of: ["id", "value"])
        else { throw .invalidAuthenticationData }
        let value = entry["value"]?.string
        guard (value == nil) == (factor == .fido) else { throw .invalidAuthenticationData }
        return Answer(factor: factor, value: value)
    }

    private static let members: Set<String> = [
        "credentialID", "numSignatures", "hashes", "hashAlgorithmOID", "authData", "description",
    ]
}
