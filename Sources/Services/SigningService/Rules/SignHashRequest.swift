import OpenSSL
import Simulation

/// The body of `signatures/signHash` (CSC API v2, section 11.10).
///
/// Two steps, because the table puts the state of the SAD before the hashes: `init` takes the SAD, `hashes(…)` the rest.
struct SignHashRequest {
    let sad: String
    let credentialID: String
    private let parameters: Parameters

    init(_ object: [String: JSONValue]) throws(CSCError) {
        parameters = try Parameters(object, known: Self.members)
        credentialID = try parameters.string("credentialID")
        sad = try parameters.string("SAD")
    }

    /// What is to be signed, and how.
    func work() throws(CSCError) -> (hashes: [[UInt8]], digest: DigestAlgorithm) {
        guard let values = try parameters.optionalArray("hashes", refusal: .missingHashes) else { throw .missingHashes }
        guard !values.isEmpty else { throw .emptyHashes }
        guard let algorithm = SigningAlgorithm(oid: try parameters.string("signAlgo")) else { throw .invalidSignAlgo }
        let oid = try parameters.optionalString("hashAlgorithmOID")
        let digest = try algorithm.digest(hashAlgorithmOID: oid)
        // None of the algorithms served takes parameters; a value that would be ignored is refused.
        guard !parameters.isPresent("signAlgoParams") else { throw .invalidParameter("signAlgoParams") }
        // Only the synchronous mode is served so far; `A` is a row of the table, not something to ignore.
        guard try parameters.optionalString("operationMode") ?? "S" == "S" else { throw .invalidOperationMode }
        return (try Hashes.decode(values, digest: digest), digest)
    }

    private static let members: Set<String> = [
        "credentialID", "SAD", "hashes", "hashAlgorithmOID", "signAlgo", "signAlgoParams", "operationMode",
    ]
}
