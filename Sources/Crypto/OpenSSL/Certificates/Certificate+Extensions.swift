/// What the common extensions say. A missing extension is nil or empty; one that is not what RFC 5280 defines is an
/// error.
extension Certificate {
    /// RFC 5280, 4.2.1.3; nil means that nothing is restricted.
    package var keyUsage: KeyUsage? {
        get throws {
            guard let value = `extension`(oid: .keyUsage)?.value else { return nil }
            return try KeyUsage(derEncoded: value)
        }
    }

    /// RFC 5280, 4.2.1.12; nil means that nothing is restricted.
    package var extendedKeyUsage: [OID]? {
        get throws {
            guard let value = `extension`(oid: .extendedKeyUsage)?.value else { return nil }
            return try Self.elements(value).map { try $0.oid() }
        }
    }

    /// Whether basicConstraints make it an authority (RFC 5280, 4.2.1.9).
    package var isAuthority: Bool {
        get throws {
            guard let value = `extension`(oid: .basicConstraints)?.value else { return false }
            return try Self.elements(value).first?.encoded.elementsEqual(DER.boolean(true)) ?? false
        }
    }

    /// The policy identifiers of RFC 5280, 4.2.1.4, without their qualifiers.
    package var policies: [OID] {
        get throws {
            guard let value = `extension`(oid: .certificatePolicies)?.value else { return [] }
            return try Self.elements(value).map { policy in
                var fields = policy.reader
                return try fields.next(DERTag.oid).oid()
            }
        }
    }

    /// RFC 5280, 4.2.1.6, without the forms that ``GeneralName`` does not know.
    package var subjectAltNames: [GeneralName] {
        get throws {
            guard let value = `extension`(oid: .subjectAltName)?.value else { return [] }
            return try Self.elements(value).compactMap { try GeneralName($0) }
        }
    }

    /// Where its issuer's revocation list can be fetched (RFC 5280, 4.2.1.13): the URIs, without other forms of names.
    package var revocationListURIs: [String] {
        get throws {
            guard let value = `extension`(oid: .cRLDistributionPoints)?.value else { return [] }
            var uris: [String] = []
            for point in try Self.elements(value) {
                var fields = point.reader
                guard let place = try fields.nextIfPresent(DERTag.contextConstructed(0)) else { continue }
                var forms = place.reader
                guard var names = try forms.nextIfPresent(DERTag.contextConstructed(0))?.reader else { continue }
                while !names.isAtEnd {
                    if case .uri(let uri)? = try GeneralName(try names.next()) { uris.append(uri) }
                }
            }
            return uris
        }
    }

    private static func elements(_ sequence: [UInt8]) throws(DERError) -> [DERValue] {
        var reader = try DERReader.single(DERTag.sequence, sequence).reader
        var elements: [DERValue] = []
        while !reader.isAtEnd { elements.append(try reader.next()) }
        return elements
    }
}
