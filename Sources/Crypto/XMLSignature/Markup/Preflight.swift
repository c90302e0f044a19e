/// What can be said of a file before a parser sees it.
enum Preflight {
    static func check(_ bytes: [UInt8], _ limits: DocumentLimits) throws(DocumentError) {
        guard bytes.count <= limits.byteCount else {
            throw DocumentError(.tooLarge, "\(bytes.count) bytes: more than \(limits.byteCount) are not read")
        }
        let start = bytes.prefix(4)
        if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
            throw DocumentError(.encoding, "the document is UTF-16: it must be UTF-8", line: 1, column: 1)
        }
        let body = bytes.starts(with: ByteOrderMark.utf8) ? bytes.dropFirst(3) : bytes[...]
        guard let first = body.first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) else {
            throw DocumentError(.empty, "the document is empty")
        }
        guard first == UInt8(ascii: "<") else { throw DocumentError(.notXML, notXML(body), line: 1, column: 1) }
        try checkDeclaration(body)
        try checkUTF8(bytes)
    }

    private static func notXML(_ body: ArraySlice<UInt8>) -> String {
        if body.starts(with: Array("%PDF".utf8)) { return "this is a PDF, not XML" }
        if body.starts(with: [0x50, 0x4b, 0x03, 0x04]) { return "this is a ZIP archive, not XML" }
        return "this is not XML: it does not begin with <"
    }

    /// The encoding that the XML declaration names, when it does, must be UTF-8: libxml2 is told that it is.
    private static func checkDeclaration(_ body: ArraySlice<UInt8>) throws(DocumentError) {
        guard body.starts(with: Array("<?xml".utf8)) else { return }
        let declaration = String(decoding: body.prefix(200).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        guard let name = encoding(in: declaration), name.uppercased() != "UTF-8" else { return }
        throw DocumentError(.encoding, "the document says it is \(name): it must be UTF-8", line: 1, column: 1)
    }

    /// The value of the pseudo-attribute `encoding` (XML 1.0, section 4.3.3); nil where there is none.
    private static func encoding(in declaration: String) -> Substring? {
        guard let name = declaration.firstRange(of: "encoding") else { return nil }
        let value = declaration[name.upperBound...].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return value.dropFirst().prefix { $0 != quote }
    }

    private static func checkUTF8(_ bytes: [UInt8]) throws(DocumentError) {
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var (line, column) = (1, 1)
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        throw DocumentError(.encoding, "bytes that are not UTF-8", line: line, column: column)
    }
}
