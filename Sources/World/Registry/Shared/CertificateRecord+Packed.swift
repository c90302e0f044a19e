import Foundation
import OpenSSL
package import Simulation

extension CertificateRecord: Packed {
    package func pack(into writer: inout PackWriter) {
        authority.pack(into: &writer)
        HexText(serialHex).pack(into: &writer)
        HexText(fingerprint).pack(into: &writer)
        notBefore.pack(into: &writer)
        notAfter.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        self.init(
            authority: try String(from: &reader),
            serialHex: try HexText(from: &reader).text,
            fingerprint: try HexText(from: &reader).text,
            notBefore: try Date(from: &reader),
            notAfter: try Date(from: &reader)
        )
    }
}

extension Revocation: Packed {
    package func pack(into writer: inout PackWriter) {
        instant.pack(into: &writer)
        reason.rawValue.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        let instant = try Date(from: &reader)
        guard let reason = RevocationReason(rawValue: try Int(from: &reader)) else { throw PackError() }
        self.init(at: instant, reason: reason)
    }
}

/// A text that is packed in half its length where it is hexadecimal, in digits of one case; any other as it is.
struct HexText: Packed, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    private enum Form: Int {
        case plain
        case lowerCase
        case upperCase
    }

    func pack(into writer: inout PackWriter) {
        let bytes = Hex.decode(text)
        let form: Form =
            switch bytes {
            case let bytes? where Hex.encode(bytes) == text: .lowerCase
            case let bytes? where Hex.encode(bytes, uppercase: true) == text: .upperCase
            default: .plain
            }
        form.rawValue.pack(into: &writer)
        writer.append(form == .plain ? Array(text.utf8) : bytes ?? [])
    }

    init(from reader: inout PackReader) throws(PackError) {
        guard let form = Form(rawValue: try Int(from: &reader)) else { throw PackError() }
        let bytes = try reader.array()
        text =
            switch form {
            case .plain: String(decoding: bytes, as: UTF8.self)
            case .lowerCase: Hex.encode(bytes)
            case .upperCase: Hex.encode(bytes, uppercase: true)
            }
    }
}
