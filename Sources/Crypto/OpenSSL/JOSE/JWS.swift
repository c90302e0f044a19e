import Foundation

/// Compact JSON Web Signatures (RFC 7515).
package enum JWS {
    /// A signature that was found good.
    package struct Verified: Hashable, Sendable {
        package let header: JWSHeader
        package let payload: [UInt8]
    }

    /// `header.payload.signature`, with the header's members in alphabetical order.
    package static func sign(payload: [UInt8], header: JWSHeader, key: PrivateKey) throws -> String {
        guard let algorithm = JWSAlgorithm(rawValue: header.alg) else { throw JWSError.unsupportedHeader }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try sign(payload: payload, headerJSON: Array(encoder.encode(header)), algorithm: algorithm, key: key)
    }

    /// The same with the protected header as exact bytes, which must name `algorithm`.
    package static func sign(
        payload: [UInt8],
        headerJSON: [UInt8],
        algorithm: JWSAlgorithm,
        key: PrivateKey
    ) throws -> String {
        guard algorithm.fits(key.kind) else { throw JWSError.noMatchingKey }
        let input = Base64URL.encode(headerJSON) + "." + Base64URL.encode(payload)
        var signature = try key.signature(
            message: Array(input.utf8),
            algorithm: algorithm.digest,
            padding: algorithm.padding
        )
        if let curve = algorithm.curve { signature = try ECDSASignature(derEncoded: signature).fixedWidth(curve) }
        return input + "." + Base64URL.encode(signature)
    }

    /// Verifies a compact JWS with the key that `keyFor` finds for its header.
    ///
    /// - Throws: ``JWSError``.
    package static func verify(_ compact: String, keyFor: (JWSHeader) -> PublicKey?) throws(JWSError) -> Verified {
        let parts = compact.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let headerJSON = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            var signature = Base64URL.decode(parts[2]),
            let header = try? JSONDecoder().decode(JWSHeader.self, from: Data(headerJSON))
        else { throw .malformed }
        guard let algorithm = JWSAlgorithm(rawValue: header.alg), header.crit == nil else { throw .unsupportedHeader }
        guard let key = keyFor(header), algorithm.fits(key.kind) else { throw .noMatchingKey }
        if let curve = algorithm.curve {
            guard let numbers = ECDSASignature(fixedWidth: signature, curve) else { throw .invalidSignature }
            signature = numbers.derEncoded
        }
        let isValid = key.isValid(
            signature: signature,
            message: Array("\(parts[0]).\(parts[1])".utf8),
            algorithm: algorithm.digest,
            padding: algorithm.padding
        )
        guard isValid else { throw .invalidSignature }
        return Verified(header: header, payload: payload)
    }

    /// Verifies a compact JWS with one of a key set: the one of the header's `kid`, or, without a `kid`, the only key
    /// that fits the header's `alg`.
    package static func verify(_ compact: String, keys: [JSONWebKey]) throws(JWSError) -> Verified {
        try verify(compact) { header in
            let named = keys.filter { header.kid == nil || $0.kid == header.kid }
            let fitting = named.filter { $0.alg == nil || $0.alg == header.alg }.compactMap { try? $0.publicKey() }
                .filter { JWSAlgorithm(rawValue: header.alg)?.fits($0.kind) == true }
            return fitting.count == 1 ? fitting.first : nil
        }
    }
}
