import OpenSSL
import Simulation

/// The body of `signatures/timestamp` (CSC API v2, section 11.12), the same in v1: one hash, not an array.
struct TimestampRequest: Equatable {
    let hash: [UInt8]
    let algorithm: DigestAlgorithm
    /// As a big-endian magnitude; nil where there is none.
    let nonce: [UInt8]?

    /// [D] The longest nonce, in hexadecimal digits.
    private static let longestNonce = 128

    init(_ object: [String: JSONValue]) throws(CSCError) {
        let parameters = try Parameters(object, known: ["hash", "hashAlgo", "nonce"])
        let text = try parameters.string("hash")
        guard !text.isEmpty else { throw .emptyHash }
        guard let hash = Base64.decode(text) ?? Base64URL.decode(text) else { throw .invalidBase64Hash }
        // The table has no row for an algorithm that is missing: it is as invalid as any other.
        let oid = parameters.text("hashAlgo")
        guard let algorithm = SigningAlgorithm.digests.first(where: { $0.oid.description == oid }) else {
            throw .invalidTimestampAlgorithm
        }
        guard hash.count == algorithm.byteCount else { throw .invalidDigestLength }
        self.hash = hash
        self.algorithm = algorithm
        nonce = parameters.isPresent("nonce") ? try Self.nonce(parameters.text("nonce")) : nil
    }

    private static func nonce(_ text: String?) throws(CSCError) -> [UInt8] {
        guard let text, !text.isEmpty, text.utf8.count <= longestNonce,
            let bytes = Hex.decode(text.utf8.count.isMultiple(of: 2) ? text : "0" + text)
        else { throw .invalidNonce }
        return bytes
    }
}
