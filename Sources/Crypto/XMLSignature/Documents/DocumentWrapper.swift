import OpenSSL

/// Makes an unsigned document of the CSV that a prescription or dispensing record is.
package enum DocumentWrapper {
    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

    /// Whether a file is such a CSV: it begins with `SJ1` (prescription) or `CJ1` (dispensing).
    package static func kind(ofCSV bytes: [UInt8]) -> DocumentKind? {
        let body = bytes.starts(with: ByteOrderMark.utf8) ? bytes.dropFirst(3) : bytes[...]
        if body.starts(with: Array("SJ1".utf8)) { return .prescription }
        if body.starts(with: Array("CJ1".utf8)) { return .dispensing }
        return nil
    }

    /// The document around a CSV, byte for byte as it is, in the form of the public samples.
    ///
    /// - Parameter prescription: for a dispensing record, the signed prescription that it answers; nil leaves
    ///   `ReferencePrescription` out.
    package static func document(
        aroundCSV csv: [UInt8],
        answering prescription: PrescriptionDocument? = nil
    ) throws(DocumentError) -> [UInt8] {
        guard let kind = kind(ofCSV: csv) else {
            throw DocumentError(.tableOfValues, "the CSV begins with neither SJ1 nor CJ1", line: 1, column: 1)
        }
        guard !csv.starts(with: ByteOrderMark.utf8) else {
            throw DocumentError(.encoding, "the CSV begins with a byte order mark: take it out", line: 1, column: 1)
        }
        guard String(validating: csv, as: UTF8.self) != nil else {
            throw DocumentError(.encoding, "the CSV is not UTF-8")
        }
        let content = Base64.encode(csv)
        switch kind {
        case .prescription: return Array(prescriptionText(content).utf8)
        case .dispensing: return Array(dispensingText(content, try embedded(prescription)).utf8)
        }
    }

    private static func root(_ schema: String) -> String {
        "<Document xmlns:xsi=\"\(Namespace.schemaInstance)\" id=\"Document\" xsi:noNamespaceSchemaLocation=\"\(schema)\">"
    }

    private static func prescriptionText(_ content: String) -> String {
        declaration + root("EP.xsd")
            + #"<Prescription><PrescriptionManagement id="PrescriptionManagement"><Version Value="EPS1.0"/>"#
            + #"</PrescriptionManagement><PrescriptionDocument id="PrescriptionDocument">"# + content
            + "</PrescriptionDocument><PrescriptionSign></PrescriptionSign></Prescription></Document>"
    }

    private static func dispensingText(_ content: String, _ prescription: String) -> String {
        declaration + root("ED.xsd")
            + #"<DispensingManagement id="DispensingManagement"><Version Value="EPD1.0"/></DispensingManagement>"#
            + #"<Dispensing id="Dispensing">"# + prescription + #"<DispensingDocument id="DispensingDocument">"#
            + content + "</DispensingDocument></Dispensing><DispensingSign></DispensingSign></Document>"
    }

    /// What stands inside `Prescription`, as it is: its signature holds under the same namespaces in scope.
    private static func embedded(_ prescription: PrescriptionDocument?) throws(DocumentError) -> String {
        guard let prescription else { return "" }
        guard prescription.kind == .prescription,
            let place = try MarkupScanner(prescription.bytes).element(["Document", "Prescription"])
        else { throw DocumentError(.wrongRoot, "only a prescription can be answered") }
        let inside = String(decoding: prescription.bytes[place.content], as: UTF8.self)
        return "<ReferencePrescription>\(inside)</ReferencePrescription>"
    }
}
