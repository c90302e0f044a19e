package import OpenSSL

/// Holds the signatures of an answer against what was asked for.
package enum SignatureCheck {
    /// - Parameters:
    ///   - texts: as they came, in base64.
    ///   - hashes: as they were asked for, in that order.
    /// - Returns: the signatures, each verified over the hash at its place.
    /// - Throws: ``SignatureFault`` of the first that is wrong.
    package static func verified(
        _ texts: [String],
        of hashes: [[UInt8]],
        by key: PublicKey,
        _ algorithm: SignatureAlgorithm
    ) throws(SignatureFault) -> [[UInt8]] {
        guard texts.count == hashes.count else { throw .count(expected: hashes.count, received: texts.count) }
        var signatures: [[UInt8]] = []
        for (index, text) in texts.enumerated() {
            guard let signature = Base64.decode(text) else { throw .notBase64(index: index) }
            func isValid(_ hash: [UInt8]) -> Bool {
                key.isValid(
                    signature: signature,
                    digest: hash,
                    algorithm: algorithm.digest,
                    padding: algorithm.padding
                )
            }
            guard isValid(hashes[index]) else {
                throw hashes.contains(where: isValid) ? .reordered(index: index) : .invalid(index: index)
            }
            signatures.append(signature)
        }
        return signatures
    }
}
