/// What binds a response to its request (RFC 9654, section 2.1): 1…128 octets.
package struct OCSPNonce: Hashable, Sendable {
    package let octets: [UInt8]

    /// - Throws: ``DERError`` for a length that RFC 9654 forbids; a responder answers it with malformedRequest.
    package init(_ octets: [UInt8]) throws(DERError) {
        guard (1...128).contains(octets.count) else { throw .invalid("nonce of \(octets.count) octets") }
        self.octets = octets
    }

    private init(random octets: [UInt8]) {
        self.octets = octets
    }

    /// A fresh one of the length that RFC 9654 asks clients for.
    package static func random() -> OCSPNonce { OCSPNonce(random: SecureRandom.bytes(32)) }

    /// The one among the extensions of a request or response, if there is one.
    init?(in extensions: [CertificateExtension]) throws(DERError) {
        guard let value = extensions.first(where: { $0.oid == .ocspNonce })?.value else { return nil }
        try self.init(Array(DERReader.single(DERTag.octetString, value).content))
    }

    var asExtension: CertificateExtension {
        CertificateExtension(oid: .ocspNonce, isCritical: false, value: DER.octetString(octets))
    }
}
