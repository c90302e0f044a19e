/// A question about certificates (RFC 6960, section 4.1). Its signature, if any, is not verified by reading it.
package struct OCSPRequest: Hashable, Sendable {
    package let derEncoded: [UInt8]
    package let ids: [OCSPCertificateID]
    /// In the form of a ``GeneralName``'s encoding.
    package let requestorName: [UInt8]?
    package let extensions: [CertificateExtension]
    package let nonce: OCSPNonce?
    package let signature: OCSPSignature?

    /// From DER, of whatever origin.
    ///
    /// - Throws: what a responder answers with malformedRequest, a nonce of a forbidden length included (RFC 9654).
    package init(derEncoded der: [UInt8]) throws {
        derEncoded = der
        var request = try DERReader.single(DERTag.sequence, der).reader
        let question = try request.next(DERTag.sequence)
        var fields = question.reader
        try fields.skipVersion1()
        requestorName = try fields.nextIfPresent(DERTag.contextConstructed(1)).map { Array($0.content) }
        var list = try fields.next(DERTag.sequence).reader
        var ids: [OCSPCertificateID] = []
        while !list.isAtEnd {
            var single = try list.next(DERTag.sequence).reader
            ids.append(try OCSPCertificateID(single.next(DERTag.sequence)))
            _ = try single.nextExtensions(0)
            try single.expectEnd()
        }
        self.ids = ids
        extensions = try fields.nextExtensions(2)
        try fields.expectEnd()
        nonce = try OCSPNonce(in: extensions)
        if var wrapper = try request.nextIfPresent(DERTag.contextConstructed(0))?.reader {
            var fields = try wrapper.next(DERTag.sequence).reader
            signature = try OCSPSignature(over: Array(question.encoded), &fields)
            try wrapper.expectEnd()
        } else {
            signature = nil
        }
        try request.expectEnd()
    }

    /// - Parameters:
    ///   - extensions: behind the nonce.
    ///   - signer: nil for a request without a signature, as nearly all are.
    package init(
        _ ids: [OCSPCertificateID],
        nonce: OCSPNonce? = nil,
        extensions: [CertificateExtension] = [],
        signer: Signer? = nil
    ) throws {
        let all = (nonce.map { [$0.asExtension] } ?? []) + extensions
        let name = signer?.chain.first.map { DER.explicit(1, GeneralName.directoryName($0.subject).derEncoded) }
        let question = DER.sequence(
            name ?? [],
            DER.sequence(of: ids.map { DER.sequence($0.derEncoded) }),
            all.explicit(2)
        )
        let signature = try signer.map { signer in
            let fields = try OCSPSignature.fields(over: question, by: signer.key, .sha256, certificates: signer.chain)
            return DER.explicit(0, DER.sequence(of: fields))
        }
        try self.init(derEncoded: DER.sequence(question, signature ?? []))
    }

    /// Who signs a request.
    package struct Signer: Sendable {
        package let key: PrivateKey
        /// The certificate of `key` first; its subject is the requestor (RFC 6960, section 4.1.2).
        package let chain: [Certificate]

        package init(key: PrivateKey, chain: [Certificate]) {
            self.key = key
            self.chain = chain
        }
    }
}

extension DERReader {
    /// `[0] EXPLICIT Version DEFAULT v1`. DER leaves a default out; some write it all the same.
    mutating func skipVersion1() throws(DERError) {
        guard var wrapper = try nextIfPresent(DERTag.contextConstructed(0))?.reader else { return }
        guard try wrapper.next(DERTag.integer).int() == 0 else { throw .invalid("version") }
        try wrapper.expectEnd()
    }
}
