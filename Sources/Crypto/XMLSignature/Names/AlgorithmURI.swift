/// The algorithm identifiers of XML Signature (xmldsig-core1, RFC 9231).
enum AlgorithmURI {
    static let inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
    static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
    static let rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    static let signedPropertiesType = "http://uri.etsi.org/01903#SignedProperties"
}
