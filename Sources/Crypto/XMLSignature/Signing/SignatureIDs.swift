import OpenSSL

/// The ids of one signature's parts: `id` and 8 hexadecimal digits, then what they are for.
package struct SignatureIDs: Hashable, Sendable {
    let signedInfo, documentReference, keyInfoReference, propertiesReference: String
    let signatureValue, keyInfo, qualifyingProperties, signedProperties: String

    /// - Parameter randomBytes: gives as many random bytes as it is asked for.
    package init(randomBytes: (Int) -> [UInt8] = SecureRandom.bytes) {
        let random = Hex.encode(randomBytes(4 * 8))
        var rest = random[...]
        func id(_ suffix: String) -> String {
            defer { rest = rest.dropFirst(8) }
            return "id\(rest.prefix(8))-\(suffix)"
        }
        signedInfo = id("SignedInfo")
        documentReference = id("Reference1-Detached")
        keyInfoReference = id("Reference2-KeyInfo")
        propertiesReference = id("Reference3-SignedProperties")
        signatureValue = id("SignatureValue")
        keyInfo = id("KeyInfo")
        qualifyingProperties = id("QualifyingProperties")
        signedProperties = id("SignedProperties")
    }
}
