import OpenSSL
import Simulation

/// The array of base64 digests in `credentials/authorize` and `signatures/signHash`.
enum Hashes {
    /// The digests that an authorization is to be bound to, all four rows of them.
    static func read(_ parameters: Parameters) throws(CSCError) -> (hashes: [[UInt8]], digest: DigestAlgorithm) {
        guard let values = try parameters.optionalArray("hashes", refusal: .missingHashes) else { throw .missingHashes }
        guard !values.isEmpty else { throw .emptyHashes }
        guard let oid = try parameters.optionalString("hashAlgorithmOID") else { throw .missingHashAlgorithm }
        let digest = try SigningAlgorithm.digest(oid: oid)
        return (try decode(values, digest: digest), digest)
    }

    /// - Throws: ``CSCError`` for a member that is no string, no base64, or not as long as the digest.
    static func decode(_ values: [JSONValue], digest: DigestAlgorithm) throws(CSCError) -> [[UInt8]] {
        var hashes: [[UInt8]] = []
        hashes.reserveCapacity(values.count)
        for value in values {
            guard case .string(let text) = value else { throw .missingHashes }
            // csc-api.md, 10.5: both alphabets are accepted; clients compare bytes, never strings.
            guard let hash = Base64.decode(text) ?? Base64URL.decode(text) else { throw .invalidBase64Hash }
            guard hash.count == digest.byteCount else { throw .invalidDigestLength }
            hashes.append(hash)
        }
        return hashes
    }
}
