import OpenSSL

/// The certificates and lists that a signature or time stamp brings along. What does not decode is counted.
struct ValidationMaterial {
    var certificates: [Certificate] = []
    var revocationLists: [RevocationList] = []
    var undecodable = 0

    /// From all that stands inside these elements.
    init(in containers: [Element]) {
        for element in containers.flatMap(\.subtree) where element.namespace == Namespace.xades {
            if element.name == "EncapsulatedX509Certificate" {
                if let value = element.base64, let certificate = try? Certificate(derEncoded: value) {
                    certificates.append(certificate)
                } else {
                    undecodable += 1
                }
            }
            if element.name == "EncapsulatedCRLValue" {
                if let value = element.base64, let list = try? RevocationList(derEncoded: value) {
                    revocationLists.append(list)
                } else {
                    undecodable += 1
                }
            }
        }
    }
}

extension Element {
    /// The decoded text; white space does not count.
    var base64: [UInt8]? { Base64.decode(text.filter { !$0.isWhitespace }) }
}
