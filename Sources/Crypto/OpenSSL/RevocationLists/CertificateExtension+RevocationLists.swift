extension CertificateExtension {
    /// RFC 5280, 5.2.3.
    package static func cRLNumber(_ number: Int) -> CertificateExtension {
        CertificateExtension(oid: .cRLNumber, isCritical: false, value: DER.integer(number))
    }

    /// RFC 5280, 5.2.5: which certificates the list speaks of.
    package static func issuingDistributionPoint(
        _ names: [GeneralName],
        onlyContainsUserCertificates: Bool = false,
        onlyContainsCACertificates: Bool = false
    ) -> CertificateExtension {
        var fields = names.isEmpty ? [] : [distributionPointName(names)]
        if onlyContainsUserCertificates { fields.append(DER.implicitPrimitive(1, [0xff])) }
        if onlyContainsCACertificates { fields.append(DER.implicitPrimitive(2, [0xff])) }
        return CertificateExtension(
            oid: .issuingDistributionPoint,
            isCritical: true,
            value: DER.sequence(of: fields)
        )
    }
}
