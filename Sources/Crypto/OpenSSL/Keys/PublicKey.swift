import COpenSSL

/// The public half of an RSA or elliptic curve key.
package final class PublicKey: Sendable {
    // Never changed after `init`.
    nonisolated(unsafe) let pointer: OpaquePointer
    package let kind: KeyKind
    /// The `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7).
    package let spkiDER: [UInt8]
    /// The content of the SubjectPublicKeyInfo's BIT STRING: an RSAPublicKey, or a point.
    package let keyBits: [UInt8]
    // Modulus and exponent, or x and y. Kept apart and not as PublicKeyNumbers: leak checkers do not see pointers in
    // the spare bits of an enum, and keys live in globals.
    private let firstNumber: [UInt8]
    private let secondNumber: [UInt8]

    /// From a `SubjectPublicKeyInfo` of an RSA key or of an elliptic curve key on a named curve.
    ///
    /// This takes OpenSSL 3.0 about 0.3 ms, ten times what a verification takes: keep keys that are used often.
    package convenience init(spkiDER der: [UInt8]) throws {
        let key = try clearingErrors { () throws(OpenSSLError) -> OpaquePointer in
            try decoded(
                "d2i_PUBKEY_ex",
                der,
                free: { EVP_PKEY_free($0) },
                { d2i_PUBKEY_ex(nil, $0, $1, LibraryContext.standard.pointer, nil) }
            )
        }
        try self.init(owning: key, spkiDER: der)
    }

    /// Takes over one reference to an `EVP_PKEY`, also when it throws. A private half in it does no harm: nothing here
    /// ever asks for it.
    init(owning key: OpaquePointer, spkiDER der: [UInt8]? = nil) throws {
        do {
            kind = try KeyKind(of: key)
            let numbers = try PublicKeyNumbers(of: key, kind)
            switch numbers {
            case .rsa(let modulus, let exponent): (firstNumber, secondNumber) = (modulus, exponent)
            case .ec(_, let x, let y): (firstNumber, secondNumber) = (x, y)
            }
            spkiDER = der ?? numbers.spkiDER
            keyBits = try Self.keyBits(spkiDER)
        } catch {
            EVP_PKEY_free(key)
            throw error
        }
        pointer = key
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    private static func keyBits(_ spki: [UInt8]) throws(DERError) -> [UInt8] {
        var fields = try DERReader.single(DERTag.sequence, spki).reader
        _ = try fields.next(DERTag.sequence)
        let bits = try fields.next(DERTag.bitString).bitStringBytes()
        try fields.expectEnd()
        return Array(bits)
    }

    /// The numbers that the key consists of.
    package var numbers: PublicKeyNumbers {
        switch kind {
        case .rsa: .rsa(modulus: firstNumber, exponent: secondNumber)
        case .ec(let curve): .ec(curve: curve, x: firstNumber, y: secondNumber)
        }
    }

    /// The 20 bytes of a SubjectKeyIdentifier: SHA-1 over the key's BIT STRING (RFC 5280, 4.2.1.2, method 1).
    package var keyIdentifier: [UInt8] { DigestAlgorithm.sha1.hash(keyBits) }

    /// Whether `signature` was made over `digest` with the private half of this key.
    ///
    /// - Parameters:
    ///   - signature: as `PrivateKey.signature(digest:algorithm:padding:)` gives it; any bytes are allowed.
    ///   - digest: the hash value; one of a wrong length is never valid.
    package func isValid(
        signature: [UInt8],
        digest: [UInt8],
        algorithm: DigestAlgorithm,
        padding: SignaturePadding = .pkcs1v15
    ) -> Bool {
        guard digest.count == algorithm.byteCount else { return false }
        return clearingErrors {
            guard let operation = try? KeyOperation(key: pointer), EVP_PKEY_verify_init(operation.pointer) == 1,
                (try? operation.configure(kind, algorithm, padding)) != nil
            else { return false }
            return EVP_PKEY_verify(operation.pointer, signature, signature.count, digest, digest.count) == 1
        }
    }

    /// Whether `signature` was made over `message` with the private half of this key.
    package func isValid(
        signature: [UInt8],
        message: [UInt8],
        algorithm: DigestAlgorithm,
        padding: SignaturePadding = .pkcs1v15
    ) -> Bool {
        isValid(signature: signature, digest: algorithm.hash(message), algorithm: algorithm, padding: padding)
    }
}

extension PublicKey: Hashable {
    package static func == (left: PublicKey, right: PublicKey) -> Bool { left.spkiDER == right.spkiDER }

    package func hash(into hasher: inout Hasher) { hasher.combine(spkiDER) }
}
