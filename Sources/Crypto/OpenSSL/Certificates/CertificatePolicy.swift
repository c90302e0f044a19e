/// One `PolicyInformation` (RFC 5280, 4.2.1.4): a policy and where its practice statement lies.
package struct CertificatePolicy: Hashable, Sendable {
    package let oid: OID
    /// URIs of the CPS qualifier, written as IA5String.
    package let cpsURIs: [String]

    package init(_ oid: OID, cps cpsURIs: String...) {
        self.oid = oid
        self.cpsURIs = cpsURIs
    }

    package var derEncoded: [UInt8] {
        let qualifiers = cpsURIs.map { DER.sequence(DER.oid("1.3.6.1.5.5.7.2.1"), DER.ia5String($0)) }
        return qualifiers.isEmpty
            ? DER.sequence(DER.oid(oid)) : DER.sequence(DER.oid(oid), DER.sequence(of: qualifiers))
    }
}
