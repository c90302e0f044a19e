import OpenSSL

/// One extension of a profile, before it knows the certificate it stands in.
enum ExtensionRule: Sendable, Hashable {
    enum AuthorityKeyForm: String, CaseIterable, Sendable {
        /// The issuer's key identifier alone.
        case key
        /// Also the issuer's issuer and serial number, as HPKI and JPKI write it.
        case keyIssuerSerial = "key-issuer-serial"
    }

    /// A place where the CRL can be had (RFC 5280, 4.2.1.13).
    enum DistributionPoint: Sendable, Hashable {
        case uri(Template)
        case directory(NameRule)
        /// The issuer's name with attributes after it.
        case issuerAnd(NameRule)
    }

    case authorityKeyIdentifier(AuthorityKeyForm)
    case subjectKeyIdentifier
    case basicConstraints(isCritical: Bool, isAuthority: Bool, pathLength: Int?)
    case keyUsage(isCritical: Bool, [KeyUsageBit])
    case extendedKeyUsage(isCritical: Bool, [KeyPurpose])
    case subjectAlternativeName([GeneralNameRule])
    case issuerAlternativeName([GeneralNameRule])
    case distributionPoints([DistributionPoint])
    case certificatePolicies(isCritical: Bool, policy: Template, practiceStatement: Template?)
    /// subjectDirectoryAttributes with the hcRole of the order.
    case healthcareRole
    case nameConstraints(isCritical: Bool, permitted: [GeneralNameRule])
    case raw(OID, isCritical: Bool, value: [UInt8])
}

/// RFC 5280, 4.2.1.3, by the names that the hierarchy uses.
enum KeyUsageBit: String, CaseIterable, Sendable {
    case digitalSignature = "digital-signature"
    case nonRepudiation = "non-repudiation"
    case keyEncipherment = "key-encipherment"
    case dataEncipherment = "data-encipherment"
    case keyAgreement = "key-agreement"
    case keyCertSign = "key-cert-sign"
    case crlSign = "crl-sign"

    var usage: KeyUsage {
        switch self {
        case .digitalSignature: .digitalSignature
        case .nonRepudiation: .nonRepudiation
        case .keyEncipherment: .keyEncipherment
        case .dataEncipherment: .dataEncipherment
        case .keyAgreement: .keyAgreement
        case .keyCertSign: .keyCertSign
        case .crlSign: .cRLSign
        }
    }
}

/// RFC 5280, 4.2.1.12, by the names that the hierarchy uses.
enum KeyPurpose: String, CaseIterable, Sendable {
    case serverAuth = "server-auth"
    case clientAuth = "client-auth"
    case timeStamping = "time-stamping"
    case ocspSigning = "ocsp-signing"

    var oid: OID {
        switch self {
        case .serverAuth: ExtendedKeyUsage.serverAuth
        case .clientAuth: ExtendedKeyUsage.clientAuth
        case .timeStamping: ExtendedKeyUsage.timeStamping
        case .ocspSigning: ExtendedKeyUsage.ocspSigning
        }
    }
}
