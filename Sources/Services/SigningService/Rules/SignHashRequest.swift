import OpenSSL
import Simulation

/// The body of `signatures/signHash` (CSC API v2, section 11.10).
///
/// Two steps, because the table puts the state of the SAD before the hashes: `init` takes the SAD, `work()` the rest.
struct SignHashRequest {
    /// Nil where it was not sent.
    let sad: String?
    let credentialID: String
    private let parameters: Parameters
    private let reach: ResponseURI.Reach

    init(_ object: [String: JSONValue], reach: ResponseURI.Reach = .loopback) throws(CSCError) {
        self.reach = reach
        parameters = try Parameters(object, known: Self.members)
        credentialID = try parameters.string("credentialID")
        sad = parameters.isPresent("SAD") ? try parameters.string("SAD") : nil
    }

    /// What is to be signed, and how.
    func work() throws(CSCError) -> AuthorizationUse.Work {
        guard let values = try parameters.optionalArray("hashes", refusal: .missingHashes) else { throw .missingHashes }
        guard !values.isEmpty else { throw .emptyHashes }
        guard let algorithm = SigningAlgorithm(oid: try parameters.string("signAlgo")) else { throw .invalidSignAlgo }
        if parameters.isPresent("signAlgoParams") { _ = try parameters.string("signAlgoParams") }
        let (digest, padding) = try algorithm.scheme(
            hashAlgorithmOID: try parameters.optionalString("hashAlgorithmOID"),
            signAlgoParams: try parameters.optionalString("signAlgoParams")
        )
        _ = try background()
        return .init(hashes: try Hashes.decode(values, digest: digest), digest: digest, padding: padding)
    }

    /// What mode A asks for; nil in mode S.
    func background() throws(CSCError) -> BackgroundRequest? { try BackgroundRequest(parameters, reach: reach) }

    private static let members: Set<String> = [
        "credentialID", "SAD", "hashes", "hashAlgorithmOID", "signAlgo", "signAlgoParams", "operationMode",
        "validity_period", "response_uri",
    ]
}
