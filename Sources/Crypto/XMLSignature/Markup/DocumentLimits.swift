/// How much XML is read at most. A real dispensing record has 49 kB, 80 elements and a depth of 12.
package struct DocumentLimits: Hashable, Sendable {
    /// Bytes of the file.
    package var byteCount = 8 << 20
    /// Elements inside each other.
    package var depth = 64
    /// Elements, attributes, namespace declarations, comments and processing instructions together.
    package var nodeCount = 100_000
    /// Attributes of one element, and as many namespace declarations.
    package var attributeCount = 32
    /// Bytes of a namespace name.
    package var namespaceLength = 512
    /// Bytes of one canonical form.
    package var canonicalByteCount = 64 << 20
    /// References of one signature.
    package var referenceCount = 16
    /// Signatures of one document.
    package var signatureCount = 8

    package init() {}
}
