import Foundation
import XMLSignature

/// A file that the user names: XML, or the CSV of a prescription or dispensing record.
struct PrescriptionFile {
    let path: String
    let bytes: [UInt8]

    /// - Throws: ``CommandFailure`` (65) for a file that is missing or larger than any document may be.
    init(_ path: String) throws {
        let limit = DocumentLimits().byteCount
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            // One byte more tells a file that is too large, without reading all of it.
            bytes = try [UInt8](handle.read(upToCount: limit + 1) ?? Data())
        } catch {
            throw CommandFailure(.unusableInput, "\(path) cannot be read: \(error.localizedDescription)")
        }
        self.path = path
    }

    /// The document, made around a CSV where the file is one.
    ///
    /// - Parameter replaces: whether a signature is taken out; else a signed document is refused.
    func document(replaces: Bool) throws -> PrescriptionDocument {
        do throws(DocumentError) {
            let isCSV = DocumentWrapper.kind(ofCSV: bytes) != nil
            let document = try PrescriptionDocument(isCSV ? DocumentWrapper.document(aroundCSV: bytes) : bytes)
            guard document.isSigned else { return document }
            if replaces { return try document.withoutSignature() }
        } catch {
            throw CommandFailure(.unusableInput, "\(path): \(error)")
        }
        throw CommandFailure(
            .unusableInput,
            "\(path): the document is already signed: --replace takes the signature out"
        )
    }
}
