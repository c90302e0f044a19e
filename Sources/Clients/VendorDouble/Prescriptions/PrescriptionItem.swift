import OpenSSL
import XMLSignature

/// A document on its way to its signature.
struct PrescriptionItem {
    /// The caller's own.
    let number: Int
    let document: PrescriptionDocument
    /// nil where the service makes the element.
    let prepared: PreparedSignature?
    /// What is sent to be signed.
    let digest: [UInt8]

    init(
        number: Int,
        document: PrescriptionDocument,
        certificate: Certificate,
        _ options: PrescriptionOptions
    ) throws {
        self.number = number
        self.document = document
        switch options.way {
        case .service:
            prepared = nil
            digest = try document.digest()
        case .application:
            let time = SigningTime(options.instant(), zone: options.zone)
            let signature = try PreparedSignature(of: document, by: certificate, at: time, form: options.form)
            prepared = signature
            digest = signature.digest
        }
    }
}
