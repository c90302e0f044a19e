/// Key purposes of an ExtendedKeyUsage extension (RFC 5280, 4.2.1.12).
package enum ExtendedKeyUsage {
    package static let any: OID = "2.5.29.37.0"
    package static let serverAuth: OID = "1.3.6.1.5.5.7.3.1"
    package static let clientAuth: OID = "1.3.6.1.5.5.7.3.2"
    package static let codeSigning: OID = "1.3.6.1.5.5.7.3.3"
    package static let emailProtection: OID = "1.3.6.1.5.5.7.3.4"
    package static let timeStamping: OID = "1.3.6.1.5.5.7.3.8"
    package static let ocspSigning: OID = "1.3.6.1.5.5.7.3.9"
}
