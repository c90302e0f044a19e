import Foundation
import OpenSSL
import XMLSignature

/// Documents to sign, made from a prescription, each time another one.
struct SampleDocument {
    let prescription: [UInt8]

    func bytes(_ kind: DocumentKind, number: Int) -> [UInt8] {
        switch kind {
        case .prescription: prescription(number)
        case .dispensing: dispensing(number)
        }
    }

    /// One more line in its content, as a change after the signature (HASH_FAILURE).
    static func changed(_ file: [UInt8]) -> [UInt8] { appending("99,changed", to: file) }

    private func prescription(_ number: Int) -> [UInt8] {
        number == 0 ? prescription : Self.appending("99,\(number)", to: prescription)
    }

    private func dispensing(_ number: Int) -> [UInt8] {
        let content = Base64.encode(Array("調剤 \(number)".utf8))
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?><Document id="Document"><Dispensing id="Dispensing">\
            <DispensingDocument>\(content)</DispensingDocument></Dispensing><DispensingSign></DispensingSign></Document>
            """.utf8
        )
    }

    /// The prescription's content is CSV in base64 (e-prescription-signature.md, section 2).
    private static func appending(_ line: String, to file: [UInt8]) -> [UInt8] {
        let text = String(decoding: file, as: UTF8.self)
        guard let end = text.range(of: "</PrescriptionDocument>"),
            let start = text.range(of: ">", options: .backwards, range: text.startIndex..<end.lowerBound)
        else { return file }
        let content = Base64.decode(String(text[start.upperBound..<end.lowerBound])) ?? []
        let longer = Base64.encode(content + Array("\n\(line)".utf8))
        return Array((text[..<start.upperBound] + longer + text[end.lowerBound...]).utf8)
    }
}
