extension JSONValue {
    /// The UTF-8 text of the document. Equal values give equal bytes: members are sorted by the bytes of their keys.
    ///
    /// - Parameter isPretty: one member a line with two spaces of indentation, and a final newline.
    package func utf8(isPretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(isPretty: isPretty)
        writer.write(self)
        if isPretty { writer.bytes.append(UInt8(ascii: "\n")) }
        return writer.bytes
    }

    /// The same as a string.
    package func text(isPretty: Bool = false) -> String {
        String(decoding: utf8(isPretty: isPretty), as: UTF8.self)
    }
}
