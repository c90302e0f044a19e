/// The namespace names of signatures.
enum Namespace {
    static let signature = "http://www.w3.org/2000/09/xmldsig#"
    /// XAdES 1.3.2
    static let xades = "http://uri.etsi.org/01903/v1.3.2#"
    /// XAdES 1.4.1: archive time stamps and the data to validate them.
    static let xades141 = "http://uri.etsi.org/01903/v1.4.1#"
    static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"
    static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
}
