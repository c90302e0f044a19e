/// The extensions that our profiles use, each with the criticality that RFC 5280 asks for unless told otherwise.
extension CertificateExtension {
    /// RFC 5280, 4.2.1.9.
    package static func basicConstraints(
        isCA: Bool,
        pathLength: Int? = nil,
        critical: Bool = true
    ) -> CertificateExtension {
        let fields = (isCA ? [DER.boolean(true)] : []) + (pathLength.map { [DER.integer($0)] } ?? [])
        return CertificateExtension(oid: .basicConstraints, isCritical: critical, value: DER.sequence(of: fields))
    }

    /// RFC 5280, 4.2.1.3.
    package static func keyUsage(_ usage: KeyUsage, critical: Bool = true) -> CertificateExtension {
        CertificateExtension(oid: .keyUsage, isCritical: critical, value: usage.derEncoded)
    }

    /// RFC 5280, 4.2.1.12; the purposes stand in ``ExtendedKeyUsage``.
    package static func extendedKeyUsage(_ purposes: [OID], critical: Bool = false) -> CertificateExtension {
        CertificateExtension(
            oid: .extendedKeyUsage,
            isCritical: critical,
            value: DER.sequence(of: purposes.map(DER.oid))
        )
    }

    /// RFC 5280, 4.2.1.6.
    package static func subjectAltName(_ names: [GeneralName], critical: Bool = false) -> CertificateExtension {
        CertificateExtension(oid: .subjectAltName, isCritical: critical, value: generalNames(names))
    }

    /// RFC 5280, 4.2.1.7.
    package static func issuerAltName(_ names: [GeneralName], critical: Bool = false) -> CertificateExtension {
        CertificateExtension(oid: .issuerAltName, isCritical: critical, value: generalNames(names))
    }

    /// RFC 5280, 4.2.1.2; `PublicKey.keyIdentifier` gives the bytes.
    package static func subjectKeyIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
        CertificateExtension(oid: .subjectKeyIdentifier, isCritical: false, value: DER.octetString(identifier))
    }

    /// RFC 5280, 4.2.1.1: the key identifier alone, or also issuer name and serial number of the CA's certificate.
    package static func authorityKeyIdentifier(
        _ identifier: [UInt8],
        issuer: (name: DistinguishedName, serialNumber: [UInt8])? = nil
    ) -> CertificateExtension {
        var fields = [DER.implicitPrimitive(0, identifier)]
        if let issuer {
            fields.append(DER.implicitConstructed(1, of: [GeneralName.directoryName(issuer.name).derEncoded]))
            let serial = DER.integer(magnitude: issuer.serialNumber)
            fields.append([DERTag.contextPrimitive(2)] + serial.dropFirst())
        }
        return CertificateExtension(oid: .authorityKeyIdentifier, isCritical: false, value: DER.sequence(of: fields))
    }

    /// RFC 5280, 4.2.1.13: one distribution point with a fullName for each list of names.
    package static func cRLDistributionPoints(
        _ points: [[GeneralName]],
        critical: Bool = false
    ) -> CertificateExtension {
        CertificateExtension(
            oid: .cRLDistributionPoints,
            isCritical: critical,
            value: DER.sequence(of: points.map { DER.sequence(distributionPointName($0)) })
        )
    }

    /// RFC 5280, 4.2.1.4.
    package static func certificatePolicies(
        _ policies: [CertificatePolicy],
        critical: Bool = false
    ) -> CertificateExtension {
        CertificateExtension(
            oid: .certificatePolicies,
            isCritical: critical,
            value: DER.sequence(of: policies.map(\.derEncoded))
        )
    }

    /// RFC 5280, 4.2.2.1: where OCSP answers and where the issuer's certificate lies.
    package static func authorityInfoAccess(ocsp: [String] = [], caIssuers: [String] = []) -> CertificateExtension {
        let access = { (method: OID, uri: String) in DER.sequence(DER.oid(method), GeneralName.uri(uri).derEncoded) }
        let descriptions =
            ocsp.map { access("1.3.6.1.5.5.7.48.1", $0) } + caIssuers.map { access("1.3.6.1.5.5.7.48.2", $0) }
        return CertificateExtension(
            oid: .authorityInfoAccess,
            isCritical: false,
            value: DER.sequence(of: descriptions)
        )
    }

    /// RFC 5280, 4.2.1.10. An IP constraint has address and mask in one, 8 or 32 bytes.
    package static func nameConstraints(
        permitted: [GeneralName],
        excluded: [GeneralName] = [],
        critical: Bool = true
    ) -> CertificateExtension {
        let subtrees = { (number: UInt8, names: [GeneralName]) in
            names.isEmpty
                ? [] : [DER.implicitConstructed(number, of: names.map { DER.sequence($0.derEncoded) })]
        }
        return CertificateExtension(
            oid: .nameConstraints,
            isCritical: critical,
            value: DER.sequence(of: subtrees(0, permitted) + subtrees(1, excluded))
        )
    }

    static func generalNames(_ names: [GeneralName]) -> [UInt8] {
        DER.sequence(of: names.map(\.derEncoded))
    }

    /// `distributionPoint [0] EXPLICIT { fullName [0] IMPLICIT GeneralNames }`.
    static func distributionPointName(_ names: [GeneralName]) -> [UInt8] {
        DER.explicit(0, DER.implicitConstructed(0, of: names.map(\.derEncoded)))
    }
}
