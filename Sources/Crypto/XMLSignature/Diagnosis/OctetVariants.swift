import Foundation
import OpenSSL

/// Other octets that may have been signed in place of those that stand in a document, each with the mistake it is.
struct OctetVariants {
    let element: Element
    let declared: Canonicalization
    /// Whether the form is the one that no transform at all means, which a signer may not have thought of.
    var isDefault = false

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
        let text = String(decoding: octets, as: UTF8.self)
        var forms: [(Diagnosis, [UInt8])] = []
        for other in [Canonicalization.inclusive, .exclusive] {
            if let variant = other.octets(of: element) { forms.append((.otherCanonicalization, variant)) }
        }
        guard declared.isInclusive else { return forms }
        if !Self.apexTag(text).contains(" xmlns:xsi=") {
            forms.append((.missingSchemaInstance, Self.withSchemaInstance(text)))
        }
        // Often these are the octets of the exclusive form too. Who wrote the inclusive form down meant it, and signed
        // the part by itself; who declared nothing took another form than the one that this means.
        let alone = (Diagnosis.signedBeforeInsertion, Self.withoutOuterNamespaces(text))
        return isDefault ? forms + [alone] : [alone] + forms
    }

    private static func apexTag(_ text: String) -> Substring { text.prefix { $0 != ">" } }

    /// Namespace declarations stand in the order of their prefixes, before the attributes.
    private static func withSchemaInstance(_ text: String) -> [UInt8] {
        let tag = apexTag(text)
        let insertion =
            tag.range(of: " xmlns:xs=\"\(Namespace.signature)\"")?.upperBound ?? tag.firstIndex(of: " ") ?? tag.endIndex
        var variant = text
        variant.insert(contentsOf: " xmlns:xsi=\"\(Namespace.schemaInstance)\"", at: insertion)
        return Array(variant.utf8)
    }

    /// As if nothing stood around the signature: only its own namespaces are declared at the apex.
    private static func withoutOuterNamespaces(_ text: String) -> [UInt8] {
        let tag = apexTag(text)
        let own = [Namespace.signature, Namespace.xades, Namespace.xades141]
        let kept = String(tag).replacing(#/ xmlns(?::[^=]*)?="([^"]*)"/#) { match in
            own.contains(String(match.1)) ? String(match.0) : ""
        }
        return Array(kept.utf8) + Array(text[tag.endIndex...].utf8)
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
                signaturePrefixes.flatMap { signature in
                    xadesPrefixes.map { xades in
                        let renamed = renamed(text, Namespace.signature, to: signature)
                        return Array(Self.renamed(renamed, Namespace.xades, to: xades).utf8)
                    }
                }
            }
        ),
    ]

    /// Prefixes that generators use; empty for a default namespace.
    private static let signaturePrefixes = ["ds", "xs", "dsig", ""]
    private static let xadesPrefixes = ["xa", "xades", "etsi"]

    /// The text with another prefix for a namespace, where it has one.
    private static func renamed(_ text: String, _ namespace: String, to new: String) -> String {
        let declarations = text.matches(of: /xmlns:([^=<>"]*)="([^"]*)"/)
        guard let old = declarations.first(where: { $0.2 == namespace })?.1, old != new else { return text }
        let (tag, declaration) = new.isEmpty ? ("", "xmlns") : (new + ":", "xmlns:" + new)
        return text.replacingOccurrences(of: "<\(old):", with: "<" + tag)
            .replacingOccurrences(of: "</\(old):", with: "</" + tag)
            .replacingOccurrences(of: "xmlns:\(old)=\"\(namespace)\"", with: "\(declaration)=\"\(namespace)\"")
    }

    /// The octets with the element's base64 content decoded, changed and encoded again.
    private static func recoded(_ text: String, _ element: Element, _ change: ([UInt8]) -> [UInt8]?) -> [[UInt8]] {
        let old = element.text
        guard let content = Base64.decode(old.filter { !$0.isWhitespace }), !content.isEmpty,
            let changed = change(content)
        else { return [] }
        return [Array(text.replacingOccurrences(of: old, with: Base64.encode(changed)).utf8)]
    }
}
