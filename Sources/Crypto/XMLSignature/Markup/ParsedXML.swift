import CLibXML2

/// A well-formed document in UTF-8 without a document type declaration; owns libxml2's tree.
///
/// Entities (but the five of XML itself), DTDs and the network are never used; the limits are those of
/// ``DocumentLimits``.
final class ParsedXML: Sendable {
    // Never changed after `init`: all uses only read the tree.
    nonisolated(unsafe) let pointer: xmlDocPtr
    let limits: DocumentLimits

    /// libxml2 wants to be started before threads use it; a global is started exactly once.
    private static let isStarted: Bool = {
        xmlInitParser()
        return true
    }()

    init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentError) {
        _ = Self.isStarted
        try Preflight.check(bytes, limits)
        var parse = shim_parse()
        parse.maximum_depth = Int32(clamping: limits.depth)
        parse.maximum_nodes = Int32(clamping: limits.nodeCount)
        parse.maximum_attributes = Int32(clamping: limits.attributeCount)
        parse.maximum_namespace_length = Int32(clamping: limits.namespaceLength)
        let document = bytes.withUnsafeBytes { buffer in
            shim_parse_document(
                buffer.bindMemory(to: CChar.self).baseAddress,
                Int32(clamping: buffer.count),
                &parse
            )
        }
        guard let document else { throw Self.error(of: parse, limits) }
        pointer = document
        self.limits = limits
    }

    deinit {
        xmlFreeDoc(pointer)
    }

    private static func error(of parse: shim_parse, _ limits: DocumentLimits) -> DocumentError {
        let refusal: (DocumentError.Code, String)? =
            switch parse.refusal {
            case Int32(shim_DOCUMENT_TYPE.rawValue):
                (.documentType, "a document type declaration (DTD, entities) is not allowed")
            case Int32(shim_TOO_DEEP.rawValue): (.tooDeep, "more than \(limits.depth) elements inside each other")
            case Int32(shim_TOO_MANY_NODES.rawValue):
                (.tooManyNodes, "more than \(limits.nodeCount) elements and attributes")
            case Int32(shim_TOO_MANY_ATTRIBUTES.rawValue):
                (.tooManyAttributes, "more than \(limits.attributeCount) attributes in one element")
            case Int32(shim_NAMESPACE.rawValue): (.namespace, "a namespace name is relative or too long")
            default: nil
            }
        if let (code, reason) = refusal {
            return DocumentError(code, reason, line: Int(parse.line), column: Int(parse.column))
        }
        let message = withUnsafeBytes(of: parse.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return DocumentError(
            .notWellFormed,
            message.isEmpty ? "not well-formed XML" : "not well-formed XML: \(message)",
            line: Int(parse.error_line),
            column: Int(parse.error_column)
        )
    }
}
