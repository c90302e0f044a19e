import OpenSSL

/// Turns a profile's extension rules into the extensions of one certificate.
struct ExtensionBuilder {
    /// Who signs: its name, key identifier and the name and serial number of *its* certificate's issuer.
    struct Issuer {
        let subject: DistinguishedName
        let keyIdentifier: [UInt8]
        let certificateIssuer: DistinguishedName
        let certificateSerialNumber: [UInt8]
    }

    let issuer: Issuer
    let subjectKeyIdentifier: [UInt8]
    let fields: [String: String]
    let roleNames: [String]
    /// The host names and addresses that the simulator was started with, beyond the fixed ones.
    let hostNames: [String]

    func build(_ rule: ExtensionRule) throws(IssuingError) -> CertificateExtension {
        switch rule {
        case .authorityKeyIdentifier(let form):
            return authorityKeyIdentifier(form)
        case .subjectKeyIdentifier:
            return .subjectKeyIdentifier(subjectKeyIdentifier)
        case .basicConstraints(let isCritical, let isAuthority, let pathLength):
            return .basicConstraints(isCA: isAuthority, pathLength: pathLength, critical: isCritical)
        case .keyUsage(let isCritical, let bits):
            return .keyUsage(bits.reduce(into: []) { $0.formUnion($1.usage) }, critical: isCritical)
        case .extendedKeyUsage(let isCritical, let purposes):
            return .extendedKeyUsage(purposes.map(\.oid), critical: isCritical)
        case .subjectAlternativeName(let names):
            return .subjectAltName(try generalNames(names))
        case .issuerAlternativeName(let names):
            return .issuerAltName(try generalNames(names))
        case .distributionPoints(let points):
            return try distributionPoints(points)
        case .certificatePolicies(let isCritical, let policy, let practiceStatement):
            return try certificatePolicies(policy, practiceStatement, isCritical: isCritical)
        case .healthcareRole:
            guard !roleNames.isEmpty else { throw .unsuitableOrder("the profile has an hcRole: order it with a role") }
            let value = HealthcareRoleAttribute.derEncoded(roleNames: roleNames)
            return CertificateExtension(oid: .subjectDirectoryAttributes, isCritical: false, value: value)
        case .nameConstraints(let isCritical, let permitted):
            return .nameConstraints(permitted: try generalNames(permitted, asSubtrees: true), critical: isCritical)
        case .raw(let oid, let isCritical, let value):
            return CertificateExtension(oid: oid, isCritical: isCritical, value: value)
        }
    }

    func authorityKeyIdentifier(_ form: ExtensionRule.AuthorityKeyForm) -> CertificateExtension {
        switch form {
        case .key:
            .authorityKeyIdentifier(issuer.keyIdentifier)
        case .keyIssuerSerial:
            .authorityKeyIdentifier(
                issuer.keyIdentifier,
                issuer: (issuer.certificateIssuer, issuer.certificateSerialNumber)
            )
        }
    }

    private func distributionPoints(
        _ points: [ExtensionRule.DistributionPoint]
    ) throws(IssuingError) -> CertificateExtension {
        var names: [[GeneralName]] = []
        for point in points {
            switch point {
            case .uri(let uri):
                names.append([.uri(try required(uri))])
            case .directory(let name):
                names.append([.directoryName(try name.filled(from: fields))])
            case .issuerAnd(let name):
                let attributes = issuer.subject.attributes + (try name.filledAttributes(from: fields))
                names.append([.directoryName(DistinguishedName(attributes))])
            }
        }
        return .cRLDistributionPoints(names)
    }

    private func certificatePolicies(
        _ policy: Template,
        _ practiceStatement: Template?,
        isCritical: Bool
    ) throws(IssuingError) -> CertificateExtension {
        let text = try required(policy)
        guard let oid = OID(dotted: text) else { throw .unsuitableOrder("“\(text)” is no policy's object identifier") }
        guard let practiceStatement else { return .certificatePolicies([CertificatePolicy(oid)], critical: isCritical) }
        let uri = try required(practiceStatement)
        return .certificatePolicies([CertificatePolicy(oid, cps: uri)], critical: isCritical)
    }

    private func required(_ template: Template) throws(IssuingError) -> String {
        guard let text = try template.filled(from: fields) else {
            throw .unsuitableOrder("an optional field cannot stand for a whole value here")
        }
        return text
    }
}

// MARK: - General names

extension ExtensionBuilder {
    /// - Parameter asSubtrees: as name constraints have them, addresses with their masks (RFC 5280, 4.2.1.10).
    private func generalNames(
        _ rules: [GeneralNameRule],
        asSubtrees: Bool = false
    ) throws(IssuingError) -> [GeneralName] {
        var names: [GeneralName] = []
        for rule in rules {
            switch rule {
            case .directory(let name): names.append(.directoryName(try name.filled(from: fields)))
            case .dns(let name): names.append(.dns(try required(name)))
            case .uri(let uri): names.append(.uri(try required(uri)))
            case .address(let address): names.append(.ip(asSubtrees ? address.bytesAndMask : address.bytes))
            case .other(let oid, let text): names.append(.otherName(oid, value: DER.utf8String(try required(text))))
            case .hosts: names += hosts(asSubtrees: asSubtrees)
            }
        }
        var seen: Set<GeneralName> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func hosts(asSubtrees: Bool) -> [GeneralName] {
        hostNames.map { host in
            guard let address = InternetAddress(host) else { return .dns(host) }
            return .ip(asSubtrees ? address.bytesAndMask : address.bytes)
        }
    }
}
