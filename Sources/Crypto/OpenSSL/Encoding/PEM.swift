/// Textual encoding of keys, certificates and revocation lists, RFC 7468.
package enum PEM {
    /// One `-----BEGIN label-----` … `-----END label-----` block.
    package struct Block: Hashable, Sendable {
        package let label: String
        package let derEncoded: [UInt8]
    }

    package struct FormatError: Error, Hashable, Sendable {
        package let reason: String
    }

    /// One block with lines of 64 characters and a newline at the end.
    package static func encode(label: String, _ der: [UInt8]) -> String {
        var text = "-----BEGIN \(label)-----\n"
        var rest = Base64.encode(der)[...]
        while !rest.isEmpty {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + "-----END \(label)-----\n"
    }

    /// All blocks of `text` in their order. Text around the blocks is passed over, as RFC 7468 section 2 allows.
    ///
    /// - Throws: ``FormatError`` for a block without its end, headers inside a block (an encrypted key of the old
    ///   OpenSSL form) and anything but base64.
    package static func decode(_ text: String) throws(FormatError) -> [Block] {
        var blocks: [Block] = []
        var open: (label: String, base64: String)?
        // Lines are split on scalars: "\r\n" is one character in Swift.
        for rawLine in text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
            let line = String(String.UnicodeScalarView(rawLine)).trimmingBlanks()
            if let label = line.label(between: "-----BEGIN ") {
                guard open == nil else { throw FormatError(reason: "BEGIN \(label) inside another block") }
                open = (label, "")
            } else if let label = line.label(between: "-----END ") {
                guard let block = open, block.label == label else {
                    throw FormatError(reason: "END \(label) without its BEGIN")
                }
                guard let der = Base64.decode(block.base64) else {
                    throw FormatError(reason: "block \(label) is not base64")
                }
                blocks.append(Block(label: label, derEncoded: der))
                open = nil
            } else if let block = open {
                open = (block.label, block.base64 + line)
            }
        }
        if let open { throw FormatError(reason: "BEGIN \(open.label) without its END") }
        return blocks
    }

    /// The bytes of the first block whose label is one of `labels`.
    package static func first(_ labels: Set<String>, in text: String) throws(FormatError) -> Block {
        guard let block = try decode(text).first(where: { labels.contains($0.label) }) else {
            throw FormatError(reason: "no block \(labels.sorted().joined(separator: " or "))")
        }
        return block
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = drop(while: isBlank)
        return String(start.reversed().drop(while: isBlank).reversed())
    }

    fileprivate func label(between prefix: String) -> String? {
        guard hasPrefix(prefix), hasSuffix("-----"), utf8.count >= prefix.utf8.count + 5 else { return nil }
        return String(dropFirst(prefix.count).dropLast(5))
    }
}
