/// SignerInfo (RFC 5652, section 5.3) of a time stamp token.
struct TimeStampSigner: Sendable {
    private let identifier: DERValue
    let digestAlgorithm: OID
    let signatureAlgorithm: OID
    private let signature: [UInt8]
    /// The values of each signed attribute by its type.
    private let attributes: [OID: DERValue]
    /// The attributes as they are signed: as a SET (RFC 5652, section 5.4).
    private let signedOctets: [UInt8]

    init(_ value: DERValue) throws(DERError) {
        var fields = value.reader
        _ = try fields.next(DERTag.integer)
        identifier = try fields.next()
        digestAlgorithm = try Self.algorithm(try fields.next(DERTag.sequence))
        // RFC 3161 asks for signingCertificate, so there are signed attributes.
        let signed = try fields.next(DERTag.contextConstructed(0))
        signedOctets = [DERTag.set] + signed.encoded.dropFirst()
        var reader = signed.reader
        var attributes: [OID: DERValue] = [:]
        while !reader.isAtEnd {
            var attribute = try reader.next(DERTag.sequence).reader
            let type = try attribute.next(DERTag.oid).oid()
            guard attributes[type] == nil else { throw .invalid("an attribute twice") }
            var values = try attribute.next(DERTag.set).reader
            attributes[type] = try values.next()
        }
        self.attributes = attributes
        signatureAlgorithm = try Self.algorithm(try fields.next(DERTag.sequence))
        signature = Array(try fields.next(DERTag.octetString).content)
    }

    private static func algorithm(_ value: DERValue) throws(DERError) -> OID {
        var fields = value.reader
        return try fields.next(DERTag.oid).oid()
    }

    func names(_ certificate: Certificate) -> Bool {
        if identifier.tag == DERTag.contextPrimitive(0) {
            let own = certificate.extension(oid: .subjectKeyIdentifier)?.value
            return own == DER.octetString(identifier.content)
        }
        return Array(identifier.encoded)
            == DER.sequence(certificate.issuer.derEncoded, DER.integer(magnitude: certificate.serialNumber))
    }

    func verify(_ content: [UInt8], by certificate: Certificate) throws(TimeStampToken.Failure) {
        guard let digest = DigestAlgorithm(oid: digestAlgorithm), digest != .sha1 else {
            throw .algorithm(digestAlgorithm)
        }
        guard let contentType = attributes["1.2.840.113549.1.9.3"],
            Array(contentType.encoded) == DER.oid("1.2.840.113549.1.9.16.1.4")
        else { throw .structure("contentType") }
        guard let messageDigest = attributes["1.2.840.113549.1.9.4"], messageDigest.tag == DERTag.octetString,
            Array(messageDigest.content) == digest.hash(content)
        else { throw .contentDigest }
        guard isSigningCertificate(certificate) else { throw .signingCertificate }
        guard let key = try? certificate.publicKey else { throw .algorithm(signatureAlgorithm) }
        let plain: OID = "1.2.840.113549.1.1.1"
        let expected = SignatureAlgorithm(digest: digest).derEncoded(for: key.kind)
        let isKnown = signatureAlgorithm == plain || expected == Self.identifier(signatureAlgorithm, for: key.kind)
        guard isKnown else { throw .algorithm(signatureAlgorithm) }
        guard key.isValid(signature: signature, message: signedOctets, algorithm: digest) else { throw .signature }
    }

    private static func identifier(_ oid: OID, for kind: KeyKind) -> [UInt8] {
        if case .rsa = kind { DER.sequence(DER.oid(oid), DER.null) } else { DER.sequence(DER.oid(oid)) }
    }

    /// Whether SigningCertificate (RFC 2634, SHA-1) or SigningCertificateV2 (RFC 5035, section 3) names it, in its first
    /// entry. The SHA-1 there only points at a certificate that the signature proves anyway.
    private func isSigningCertificate(_ certificate: Certificate) -> Bool {
        if let value = attributes["1.2.840.113549.1.9.16.2.47"] {
            return (try? Self.digest(value, isVersion2: true)).map { $0.0.hash(certificate.derEncoded) == $0.1 }
                ?? false
        }
        guard let value = attributes["1.2.840.113549.1.9.16.2.12"] else { return false }
        return (try? Self.digest(value, isVersion2: false)).map { $0.0.hash(certificate.derEncoded) == $0.1 } ?? false
    }

    private static func digest(_ value: DERValue, isVersion2: Bool) throws(DERError) -> (DigestAlgorithm, [UInt8]) {
        var fields = try DERReader.single(DERTag.sequence, value.encoded).reader
        var list = try fields.next(DERTag.sequence).reader
        var entry = try list.next(DERTag.sequence).reader
        var algorithm = DigestAlgorithm.sha1
        if isVersion2 {
            algorithm = .sha256
            if var identifier = try entry.nextIfPresent(DERTag.sequence)?.reader {
                let oid = try identifier.next(DERTag.oid).oid()
                guard let known = DigestAlgorithm(oid: oid) else { throw .invalid("hash algorithm") }
                algorithm = known
            }
        }
        return (algorithm, Array(try entry.next(DERTag.octetString).content))
    }
}
