import Foundation
import OpenSSL

/// Other octets that may have been signed in place of those that stand in a document, each with the mistake it is.
struct OctetVariants {
    let element: Element
    let declared: Canonicalization

    /// The first mistake that makes `matches` true.
    func diagnosis(_ matches: ([UInt8]) -> Bool) -> Diagnosis? {
        guard let octets = declared.octets(of: element) else { return nil }
        for (diagnosis, variant) in forms(octets) where variant != octets && matches(variant) { return diagnosis }
        let text = String(decoding: octets, as: UTF8.self)
        for (diagnosis, edit) in Self.edits {
            for variant in edit(text, element) where matches(variant) { return diagnosis }
        }
        return nil
    }

    private func forms(_ octets: [UInt8]) -> [(Diagnosis, [UInt8])] {
        let schemaInstance = " xmlns:xsi=\"\(Namespace.schemaInstance)\""
        var forms: [(Diagnosis, [UInt8])] = []
        for other in [Canonicalization.inclusive, .exclusive] {
            if let variant = other.octets(of: element) { forms.append((.otherCanonicalization, variant)) }
        }
        let text = String(decoding: octets, as: UTF8.self)
        if !text.prefix(while: { $0 != ">" }).contains("xmlns:xsi=") {
            // Namespace declarations stand in the order of their prefixes, before the attributes.
            let tag = text.prefix { $0 != ">" }
            let insertion =
                tag.range(of: " xmlns:xs=\"\(Namespace.signature)\"")?.upperBound
                ?? tag.firstIndex(of: " ") ?? tag.endIndex
            var variant = text
            variant.insert(contentsOf: schemaInstance, at: insertion)
            forms.append((.missingSchemaInstance, Array(variant.utf8)))
        } else if let range = text.range(of: schemaInstance) {
            forms.append((.signedBeforeInsertion, Array(text.replacingCharacters(in: range, with: "").utf8)))
        }
        return forms
    }

    private typealias Edit = @Sendable (String, Element) -> [[UInt8]]

    private static let edits: [(Diagnosis, Edit)] = [
        (
            .lineEnds,
            { text, _ in
                let plain = text.replacingOccurrences(of: "&#xD;", with: "")
                return [
                    plain, plain.replacingOccurrences(of: "\n", with: "&#xD;\n"),
                    plain.replacingOccurrences(of: "\n", with: "\r\n"),
                    plain.replacingOccurrences(of: "\n", with: "\r"),
                ]
                .map { Array($0.utf8) }
            }
        ),
        (
            .byteOrderMark,
            { text, element in
                [ByteOrderMark.utf8 + Array(text.utf8)]
                    + recoded(text, element) { ByteOrderMark.utf8 + $0 }
                    + recoded(text, element) { $0.starts(with: ByteOrderMark.utf8) ? Array($0.dropFirst(3)) : nil }
            }
        ),
        (
            .rewrappedBase64,
            { text, element in
                let old =
                    element.document.root == element
                    ? "" : element.subtree.map(\.text).max { $0.count < $1.count } ?? ""
                let joined = old.filter { !$0.isWhitespace }
                guard !joined.isEmpty else { return [] }
                return [
                    joined, joined + "\n", Base64Lines.wrapped(joined), Base64Lines.wrapped(joined, columns: 64),
                    String(Base64Lines.wrapped(joined).dropLast()),
                    String(Base64Lines.wrapped(joined, columns: 64).dropLast()),
                ]
                .map { Array(text.replacingOccurrences(of: old, with: $0).utf8) }
            }
        ),
        (
            .otherEncoding,
            { text, element in
                [String.Encoding.shiftJIS, .utf16LittleEndian, .utf16BigEndian, .japaneseEUC].flatMap { encoding in
                    (text.data(using: encoding).map { [Array($0)] } ?? [])
                        + recoded(text, element) { csv in
                            String(validating: csv, as: UTF8.self)?.data(using: encoding).map { Array($0) }
                        }
                }
            }
        ),
        (
            .rewrittenPrefix,
            { text, _ in
                ["ds", "xs", "dsig", ""].flatMap { new in
                    ["ds", "xs", "dsig"].filter { $0 != new }.map { old in
                        let (tag, declaration) = new.isEmpty ? ("", "xmlns") : (new + ":", "xmlns:" + new)
                        return Array(
                            text.replacingOccurrences(of: "<\(old):", with: "<" + tag)
                                .replacingOccurrences(of: "</\(old):", with: "</" + tag)
                                .replacingOccurrences(of: "xmlns:\(old)=", with: declaration + "=").utf8
                        )
                    }
                }
            }
        ),
    ]

    /// The octets with the element's base64 content decoded, changed and encoded again.
    private static func recoded(_ text: String, _ element: Element, _ change: ([UInt8]) -> [UInt8]?) -> [[UInt8]] {
        let old = element.text
        guard let content = Base64.decode(old.filter { !$0.isWhitespace }), !content.isEmpty,
            let changed = change(content)
        else { return [] }
        return [Array(text.replacingOccurrences(of: old, with: Base64.encode(changed)).utf8)]
    }
}
