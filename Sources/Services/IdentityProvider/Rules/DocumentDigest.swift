/// A digest that a signature is asked for, with what an application may say of its document.
package struct DocumentDigest: Codable, Sendable, Equatable {
    /// In standard base64, whatever alphabet it came in.
    package let hash: String
    /// A name to show to the person.
    package let label: String?
    /// `SDR`, `DTBSR` or `SODR` of later versions: repeated in the answer, without a meaning here.
    package let hashType: String?

    package init(hash: String, label: String? = nil, hashType: String? = nil) {
        self.hash = hash
        self.label = label
        self.hashType = hashType
    }
}
