import OpenSSL

/// What a scenario makes of the signature elements of documents.
struct ElementFault: Sendable {
    /// Whether the digests in them are not those of the documents.
    var isOfOtherDocuments = false
    /// What they hold in place of the signer's certificate.
    var certificate: Certificate?

    /// The digest that stands in the element.
    func digest(_ digest: [UInt8]) -> [UInt8] {
        isOfOtherDocuments ? DigestAlgorithm.sha256.hash(digest) : digest
    }
}
