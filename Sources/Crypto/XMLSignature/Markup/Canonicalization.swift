import CLibXML2
import Foundation

/// A canonical form of XML.
package struct Canonicalization: Hashable, Sendable {
    package enum Method: Hashable, Sendable {
        /// Canonical XML 1.0: every namespace in scope is written at the apex.
        case inclusive
        /// Canonical XML 1.1.
        case inclusive11
        /// Exclusive XML Canonicalization 1.0; the prefixes of `InclusiveNamespaces` are treated inclusively.
        case exclusive(prefixes: [String])
    }

    package var method: Method
    package var keepsComments: Bool

    package static let inclusive = Canonicalization(method: .inclusive, keepsComments: false)
    package static let exclusive = Canonicalization(method: .exclusive(prefixes: []), keepsComments: false)

    var isInclusive: Bool { if case .exclusive = method { false } else { true } }

    /// The form that a Transform or CanonicalizationMethod names; nil when it names none.
    static func named(_ method: Element) -> Canonicalization? {
        let list = method.child("InclusiveNamespaces", in: Namespace.exclusive)?.attribute("PrefixList") ?? ""
        return named(method.attribute("Algorithm") ?? "", prefixes: list.split(separator: " ").map(String.init))
    }

    private static func named(_ uri: String, prefixes: [String]) -> Canonicalization? {
        let (base, keepsComments) =
            uri.hasSuffix("#WithComments") ? (String(uri.dropLast(12)), true) : (uri, false)
        switch base {
        case AlgorithmURI.inclusive: return Canonicalization(method: .inclusive, keepsComments: keepsComments)
        case "http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/2006/12/xml-c14n11#":
            return Canonicalization(method: .inclusive11, keepsComments: keepsComments)
        case AlgorithmURI.exclusive, String(AlgorithmURI.exclusive.dropLast()):
            return Canonicalization(method: .exclusive(prefixes: prefixes), keepsComments: keepsComments)
        default: return nil
        }
    }

    /// The octets of an element and all in it; nil when there are more than the document's limit.
    func octets(of element: Element) -> [UInt8]? {
        var canonical = shim_canonical()
        canonical.apex = UnsafePointer(element.pointer)
        canonical.limit = element.document.limits.canonicalByteCount
        defer { free(canonical.bytes) }
        let (mode, prefixes): (xmlC14NMode, [String]) =
            switch method {
            case .inclusive: (XML_C14N_1_0, [])
            case .inclusive11: (XML_C14N_1_1, [])
            case .exclusive(let prefixes): (XML_C14N_EXCLUSIVE_1_0, prefixes)
            }
        var names = prefixes.map { xmlStrdup($0) } + [nil]
        defer { for name in names { free(name) } }
        let comments: Int32 = keepsComments ? 1 : 0
        let result = names.withUnsafeMutableBufferPointer { names in
            shim_canonicalize(
                element.document.pointer,
                &canonical,
                Int32(mode.rawValue),
                prefixes.isEmpty ? nil : names.baseAddress,
                comments
            )
        }
        guard result == 0 else { return nil }
        return Array(UnsafeRawBufferPointer(start: canonical.bytes, count: canonical.count))
    }
}
