/// An answer of an OCSP responder (`OCSPResponse`, RFC 6960, section 4.2.1). Nothing is verified by reading it.
package struct OCSPResponse: Hashable, Sendable {
    package let derEncoded: [UInt8]
    package let status: OCSPResponseStatus
    /// Nil for every status but `successful`.
    package let basic: OCSPBasicResponse?

    /// From DER. Total: any bytes give a value or an error.
    package init(derEncoded der: [UInt8]) throws {
        derEncoded = der
        var fields = try DERReader.single(DERTag.sequence, der).reader
        guard let status = OCSPResponseStatus(rawValue: try fields.next(DERTag.enumerated).int()) else {
            throw DERError.invalid("responseStatus")
        }
        self.status = status
        guard status == .successful else {
            basic = nil
            try fields.expectEnd()
            return
        }
        var wrapper = try fields.next(DERTag.contextConstructed(0)).reader
        var bytes = try wrapper.next(DERTag.sequence).reader
        guard try bytes.next(DERTag.oid).oid() == .ocspBasicResponse else { throw DERError.invalid("responseType") }
        basic = try OCSPBasicResponse(derEncoded: Array(bytes.next(DERTag.octetString).content))
        try bytes.expectEnd()
        try wrapper.expectEnd()
        try fields.expectEnd()
    }

    /// A status without an answer: all but `successful`, which needs one.
    package static func failure(_ status: OCSPResponseStatus) throws -> OCSPResponse {
        try OCSPResponse(derEncoded: DER.sequence(DER.enumerated(status.rawValue)))
    }
}
