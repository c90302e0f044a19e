/// Extensions of certificates and of revocation lists (RFC 5280, 4.2 and 5.2).
extension OID {
    package static let subjectDirectoryAttributes: OID = "2.5.29.9"
    package static let subjectKeyIdentifier: OID = "2.5.29.14"
    package static let keyUsage: OID = "2.5.29.15"
    package static let subjectAltName: OID = "2.5.29.17"
    package static let issuerAltName: OID = "2.5.29.18"
    package static let basicConstraints: OID = "2.5.29.19"
    package static let cRLNumber: OID = "2.5.29.20"
    package static let cRLReason: OID = "2.5.29.21"
    package static let issuingDistributionPoint: OID = "2.5.29.28"
    package static let nameConstraints: OID = "2.5.29.30"
    package static let cRLDistributionPoints: OID = "2.5.29.31"
    package static let certificatePolicies: OID = "2.5.29.32"
    package static let authorityKeyIdentifier: OID = "2.5.29.35"
    package static let extendedKeyUsage: OID = "2.5.29.37"
    package static let authorityInfoAccess: OID = "1.3.6.1.5.5.7.1.1"
    package static let ocspNoCheck: OID = "1.3.6.1.5.5.7.48.1.5"
}
