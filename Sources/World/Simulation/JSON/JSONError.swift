/// Why bytes are not the JSON that we take, and where.
package struct JSONError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case trailingBytes
        case invalidNumber
        /// A number that is not finite as a 64-bit float.
        case numberOutOfRange
        /// A control character that has to be escaped inside a string.
        case controlCharacter
        case invalidEscape
        /// Half of a surrogate pair.
        case loneSurrogate
        case invalidUTF8
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
    }

    package let reason: Reason
    /// Offset of the offending byte from the start of the text, 0 for the first; for a duplicated key, of the opening
    /// quote of its second occurrence.
    package let offset: Int
}

extension JSONError: CustomStringConvertible {
    package var description: String { "\(reason) at byte \(offset)" }
}

extension JSONError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpectedEnd: "unexpected end of JSON"
        case .unexpectedByte(let byte): "unexpected byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        case .trailingBytes: "bytes after the end of the JSON value"
        case .invalidNumber: "invalid number"
        case .numberOutOfRange: "number out of range"
        case .controlCharacter: "unescaped control character in a string"
        case .invalidEscape: "invalid escape in a string"
        case .loneSurrogate: "lone surrogate in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .duplicateKey(let key): "duplicate key \(JSONValue.string(key))"
        case .tooDeep(let limit): "nesting deeper than \(limit)"
        case .tooLong(let limit): "text longer than \(limit) bytes"
        }
    }
}
