/// Finds where an element stands in the bytes of a document that was parsed before: well-formed, UTF-8, no DTD.
///
/// libxml2 does not keep offsets; a signature is put into the file without touching any other byte of it.
struct MarkupScanner {
    /// Where an element is.
    struct Place: Hashable {
        /// From `<` to the `>` of the end tag.
        var whole: Range<Int>
        /// Between the tags; empty for `<a/>`.
        var content: Range<Int>
        /// Whether it is written `<a/>`.
        var isEmptyTag: Bool
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first element at this path of names as they are written; nil when there is none.
    func element(_ path: [String]) throws(DocumentError) -> Place? {
        var scanner = self
        return try scanner.search(path)
    }

    private mutating func search(_ path: [String]) throws(DocumentError) -> Place? {
        var open: [String] = []
        var found: (start: Int, content: Int)?
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = start
            if skip("<!--", to: "-->") || skip("<![CDATA[", to: "]]>") || skip("<?", to: "?>") { continue }
            let end = try endOfTag(start)
            position = end
            let isEnd = bytes[start + 1] == UInt8(ascii: "/")
            let isEmptyTag = !isEnd && bytes[end - 2] == UInt8(ascii: "/")
            if isEnd {
                if let found, open == path {
                    return Place(whole: found.start..<end, content: found.content..<start, isEmptyTag: false)
                }
                if !open.isEmpty { open.removeLast() }
                continue
            }
            open.append(name(at: start + 1))
            if open == path, found == nil {
                if isEmptyTag { return Place(whole: start..<end, content: end..<end, isEmptyTag: true) }
                found = (start, end)
            }
            if isEmptyTag { open.removeLast() }
        }
        return nil
    }

    private mutating func skip(_ opening: String, to closing: String) -> Bool {
        guard bytes[position...].starts(with: Array(opening.utf8)) else { return false }
        let closing = Array(closing.utf8)
        var end = position + opening.utf8.count
        while end < bytes.count, !bytes[end...].starts(with: closing) { end += 1 }
        position = min(bytes.count, end + closing.count)
        return true
    }

    /// Behind the `>` that ends the tag; those in quoted values do not.
    private func endOfTag(_ start: Int) throws(DocumentError) -> Int {
        var quote: UInt8?
        for index in (start + 1)..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
        }
        throw DocumentError(.notWellFormed, "a tag does not end")
    }

    private func name(at start: Int) -> String {
        let ends: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ">"), UInt8(ascii: "/")]
        return String(decoding: bytes[start...].prefix { !ends.contains($0) }, as: UTF8.self)
    }
}
