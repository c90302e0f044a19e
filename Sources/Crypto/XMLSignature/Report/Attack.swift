/// The attacks on signatures that are refused by name.
package enum Attack: String, Hashable, Sendable, Codable, CaseIterable {
    /// The signed element is not the one that a reader would take.
    case signatureWrapping = "signature wrapping"
    case duplicateIdentifier = "duplicate id"
    /// XSLT, XPath and every other transform that is no canonicalisation.
    case foreignTransform = "foreign transform"
    case weakAlgorithm = "weak algorithm"
    /// KeyInfo holds a certificate that the signed properties do not name.
    case keySubstitution = "key substitution"
    case externalReference = "external reference"
    /// Comments and processing instructions, which are not signed but split what is.
    case hiddenMarkup = "comments or processing instructions in signed parts"
}
