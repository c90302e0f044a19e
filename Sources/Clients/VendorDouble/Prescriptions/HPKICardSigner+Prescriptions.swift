package import OpenSSL
package import XMLSignature

extension HPKICardSigner {
    /// The signed file of a prescription or dispensing record, with the certificate of the card.
    ///
    /// - Parameter check: sees the card's certificate before the PIN is asked for.
    package func sign(
        _ document: PrescriptionDocument,
        _ options: PrescriptionOptions,
        check: (Certificate) -> Void = { _ in }
    ) async throws(CardSigningFailure) -> [UInt8] {
        var prepared: PreparedSignature?
        let signature = try await sign { certificate throws(CardSigningFailure) in
            check(certificate)
            do {
                let time = SigningTime(options.instant(), zone: options.zone)
                let signature = try PreparedSignature(of: document, by: certificate, at: time, form: options.form)
                prepared = signature
                return signature.digest
            } catch {
                throw CardSigningFailure.document("\(error)")
            }
        }
        guard let file = try? prepared?.assemble(document, signatureValue: signature.bytes) else {
            throw .wrongSignature
        }
        return file
    }
}
