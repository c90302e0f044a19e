import Foundation
import XMLSignature

/// One file to be signed, and where its signed form goes.
struct SigningWork {
    let document: PrescriptionDocument
    let output: String
    /// Whether the signed form is there already.
    let isDone: Bool

    init(input: String, output: String?, replaces: Bool) throws {
        let document = try PrescriptionFile(input).document(replaces: replaces)
        let output = output ?? Self.output(beside: input)
        self.document = document
        self.output = output
        isDone = try Self.isSigned(output, document)
    }

    /// `a/b.xml` → `a/b-signed.xml`
    private static func output(beside input: String) -> String {
        let url = URL(fileURLWithPath: input)
        let name = "\(url.deletingPathExtension().lastPathComponent)-signed.xml"
        let folder = (input as NSString).deletingLastPathComponent
        return folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// - Throws: ``CommandFailure`` (65) where something else stands there: nothing is overwritten.
    private static func isSigned(_ path: String, _ document: PrescriptionDocument) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        let present = try? PrescriptionDocument(PrescriptionFile(path).bytes)
        if let present, present.isSigned, try present.digest() == document.digest() { return true }
        throw CommandFailure(
            .unusableInput,
            "\(path) is there already and is not this document's signed form: move it, or give --output"
        )
    }

    func write(_ file: [UInt8]) throws {
        do {
            try Data(file).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw CommandFailure(.unusableInput, "\(output) cannot be written: \(error.localizedDescription)")
        }
    }
}
