package import Foundation

/// The signed part of a response (`BasicOCSPResponse`, RFC 6960, section 4.2.1).
package struct OCSPBasicResponse: Hashable, Sendable {
    /// Who says that he signed it.
    package enum ResponderID: Hashable, Sendable {
        /// The encoded `Name`.
        case name([UInt8])
        /// SHA-1 of the key's bits.
        case key([UInt8])
    }

    package let responder: ResponderID
    package let producedAt: Date
    package let answers: [OCSPSingleResponse]
    package let extensions: [CertificateExtension]
    package let nonce: OCSPNonce?
    package let signature: OCSPSignature

    init(derEncoded der: [UInt8]) throws {
        var basic = try DERReader.single(DERTag.sequence, der).reader
        let data = try basic.next(DERTag.sequence)
        signature = try OCSPSignature(over: Array(data.encoded), &basic)
        var fields = data.reader
        try fields.skipVersion1()
        if var name = try fields.nextIfPresent(DERTag.contextConstructed(1))?.reader {
            responder = .name(Array(try name.next(DERTag.sequence).encoded))
        } else {
            var key = try fields.next(DERTag.contextConstructed(2)).reader
            responder = .key(Array(try key.next(DERTag.octetString).content))
        }
        producedAt = try fields.next(DERTag.generalizedTime).generalizedTime()
        var list = try fields.next(DERTag.sequence).reader
        var answers: [OCSPSingleResponse] = []
        while !list.isAtEnd { answers.append(try OCSPSingleResponse(list.next(DERTag.sequence))) }
        self.answers = answers
        extensions = try fields.nextExtensions(1)
        try fields.expectEnd()
        nonce = try OCSPNonce(in: extensions)
    }

    /// Whether it says that the holder of this certificate signed it.
    package func isNamed(_ certificate: Certificate) -> Bool {
        switch responder {
        case .name(let name): certificate.subject.derEncoded == name
        case .key(let identifier): (try? certificate.publicKey)?.keyIdentifier == identifier
        }
    }

    /// Whether the holder of this certificate signed it, and says so.
    package func isSigned(by certificate: Certificate) -> Bool {
        guard isNamed(certificate), let key = try? certificate.publicKey else { return false }
        return signature.isMade(by: key)
    }
}
