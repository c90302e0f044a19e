import OpenSSL

/// `RSASSA-PSS-params` (RFC 8017, A.2.3) as `signAlgoParams` carries them: DER in base64.
///
/// ```
/// RSASSA-PSS-params ::= SEQUENCE {
///     hashAlgorithm    [0] HashAlgorithm    DEFAULT sha1,
///     maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1,
///     saltLength       [2] INTEGER          DEFAULT 20,
///     trailerField     [3] TrailerField     DEFAULT trailerFieldBC }
/// ```
struct PSSParameters: Equatable {
    let digest: DigestAlgorithm
    let saltLength: Int

    private static let mgf1: OID = "1.2.840.113549.1.1.8"
    /// The longest salt that fits an RSA key of 2048 bits beside the digest (RFC 8017, 9.1.1), in bytes.
    private static func longestSalt(_ digest: DigestAlgorithm) -> Int { 256 - digest.byteCount - 2 }

    init(digest: DigestAlgorithm) {
        self.digest = digest
        saltLength = digest.byteCount
    }

    /// - Returns: nil for anything but parameters that can be signed with here: SHA-256 or stronger, MGF1 over the same.
    init?(der: [UInt8]) {
        guard let read = try? Self.read(der) else { return nil }
        self = read
    }

    private init(digest: DigestAlgorithm, saltLength: Int) {
        self.digest = digest
        self.saltLength = saltLength
    }

    private static func read(_ der: [UInt8]) throws(DERError) -> PSSParameters {
        var fields = try DERReader.single(DERTag.sequence, der).reader
        // Both defaults are SHA-1, which is refused: the fields must be there.
        let hash = try algorithm(try fields.next(DERTag.contextConstructed(0)))
        var mask = try DERReader.single(
            DERTag.sequence,
            try fields.next(DERTag.contextConstructed(1)).content
        ).reader
        let function = try mask.next(DERTag.oid).oid()
        let maskHash = try digest(inside: try mask.next(DERTag.sequence))
        try mask.expectEnd()
        var salt = 20
        if let field = try fields.nextIfPresent(DERTag.contextConstructed(2)) {
            salt = try DERReader.single(DERTag.integer, field.content).int()
        }
        if let field = try fields.nextIfPresent(DERTag.contextConstructed(3)) {
            guard try DERReader.single(DERTag.integer, field.content).int() == 1 else { throw .invalid("trailer") }
        }
        try fields.expectEnd()
        guard function == mgf1, maskHash == hash else { throw .invalid("mask generation") }
        guard (0...longestSalt(hash)).contains(salt) else { throw .invalid("salt length") }
        return PSSParameters(digest: hash, saltLength: salt)
    }

    private static func algorithm(_ field: DERValue) throws(DERError) -> DigestAlgorithm {
        try digest(inside: try DERReader.single(DERTag.sequence, field.content))
    }

    /// An AlgorithmIdentifier of a hash function; its parameters are NULL or absent.
    private static func digest(inside value: DERValue) throws(DERError) -> DigestAlgorithm {
        var reader = value.reader
        let oid = try reader.next(DERTag.oid).oid()
        if let null = try reader.nextIfPresent(DERTag.null), !null.content.isEmpty { throw .invalid("NULL") }
        try reader.expectEnd()
        guard let digest = SigningAlgorithm.digests.first(where: { $0.oid == oid }) else { throw .invalid("hash") }
        return digest
    }

    /// DER, with every field written out.
    var derEncoded: [UInt8] {
        let hash = DER.sequence(DER.oid(digest.oid), DER.null)
        return DER.sequence(
            DER.explicit(0, hash),
            DER.explicit(1, DER.sequence(DER.oid(Self.mgf1), hash)),
            DER.explicit(2, DER.integer(saltLength))
        )
    }
}
