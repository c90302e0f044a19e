import OpenSSL
import Simulation
package import WebFront

extension CredentialRequest {
    /// Reads the plain parameters of scope `credential`: `credentialID`, `signatureQualifier`, `numSignatures`, `hashes` (v1:
    /// `hash`), `hashAlgorithmOID`, `description`.
    package static func parse(_ form: FormBody) throws(OAuthError) -> CredentialRequest {
        let (credentialID, qualifier) = try target(form["credentialID"], form["signatureQualifier"])
        guard let count = form["numSignatures"] else { throw .missingInteger("numSignatures") }
        let numSignatures = try number(count)
        guard let list = form["hashes"] ?? form["hash"] else { throw .missingParameter("hashes") }
        let hashes = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let oid = try algorithm(form["hashAlgorithmOID"], isOptional: form["hashes"] == nil, hashes)
        return CredentialRequest(
            credentialID: credentialID,
            signatureQualifier: qualifier,
            numSignatures: numSignatures,
            digests: try digests(hashes.map { DocumentDigest(hash: $0) }, oid, numSignatures),
            hashAlgorithmOID: oid.oid.description,
            description: try description(form["description"]),
            detailsType: nil,
            locations: nil
        )
    }

    /// At least one of the two; a credential that is named goes before a qualifier.
    static func target(
        _ credentialID: String?,
        _ qualifier: String?
    ) throws(OAuthError) -> (String?, String?) {
        guard credentialID != nil || qualifier != nil else { throw .missingParameter("credentialID") }
        if let qualifier, qualifier != LoginCredential.qualifier { throw .invalidParameter("signatureQualifier") }
        if let credentialID, credentialID.utf8.count > LoginPolicy.maximumLabel {
            throw .invalidParameter("credentialID")
        }
        return (credentialID, qualifier)
    }

    static func number(_ text: String) throws(OAuthError) -> Int {
        guard let number = Int(text) else { throw .missingInteger("numSignatures") }
        return try checked(number)
    }

    static func checked(_ number: Int) throws(OAuthError) -> Int {
        guard number >= 1 else { throw .invalidRequest("Invalid value for parameter numSignatures") }
        return number
    }

    /// SHA-2 only (CSC API section 7.2). v1 names no algorithm: there the length of the digest does.
    static func algorithm(
        _ oid: String?,
        isOptional: Bool,
        _ hashes: [String]
    ) throws(OAuthError) -> DigestAlgorithm {
        let known = DigestAlgorithm.allCases.filter { $0 != .sha1 }
        if let oid {
            guard let algorithm = known.first(where: { $0.oid.description == oid }) else {
                throw .invalidParameter("hashAlgorithmOID")
            }
            return algorithm
        }
        guard isOptional else { throw .missingParameter("hashAlgorithmOID") }
        guard let bytes = hashes.first.flatMap(AnyBase64.decode) else { throw .invalidBase64Hash }
        guard let algorithm = known.first(where: { $0.byteCount == bytes.count }) else { throw .invalidDigestLength }
        return algorithm
    }

    /// The digests in standard base64: each of the algorithm's length, at most as many as signatures are asked for.
    static func digests(
        _ digests: [DocumentDigest],
        _ algorithm: DigestAlgorithm,
        _ numSignatures: Int
    ) throws(OAuthError) -> [DocumentDigest] {
        // [D] A digest beyond the count could never be signed.
        guard digests.count <= min(numSignatures, LoginPolicy.maximumDigests) else {
            throw .invalidRequest("Invalid value for parameter numSignatures")
        }
        var normalised: [DocumentDigest] = []
        for digest in digests {
            guard let bytes = AnyBase64.decode(digest.hash) else { throw .invalidBase64Hash }
            guard bytes.count == algorithm.byteCount else { throw .invalidDigestLength }
            normalised.append(
                DocumentDigest(hash: Base64.encode(bytes), label: digest.label, hashType: digest.hashType)
            )
        }
        return normalised
    }

    static func description(_ text: String?) throws(OAuthError) -> String? {
        guard let text else { return nil }
        guard text.count <= LoginPolicy.maximumDescription else { throw .invalidParameter("description") }
        return text
    }
}
