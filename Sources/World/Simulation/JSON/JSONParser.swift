extension JSONValue {
    /// Reads strict JSON (RFC 8259): UTF-8 without a byte order mark, no duplicated keys, nothing after the value.
    ///
    /// Total: any bytes give a value or one error with its byte offset, in time and stack bounded by the limits.
    package static func parse(
        _ bytes: some Sequence<UInt8>,
        limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: Array(bytes), limits: limits)
        return try parser.document()
    }

    /// Reads the same from a string.
    package static func parse(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
        try parse(text.utf8, limits: limits)
    }
}

/// A recursive-descent reader; the recursion is bounded by `limits.depth`.
struct JSONParser {
    let bytes: [UInt8]
    var position = 0
    private let limits: JSONLimits
    private var depth = 0

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.byteCount else {
            throw JSONError(reason: .tooLong(limit: limits.byteCount), offset: limits.byteCount)
        }
        skipSpace()
        let result = try value()
        skipSpace()
        guard position == bytes.count else { throw error(.trailingBytes) }
        return result
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw unexpected()
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        var members: [String: JSONValue] = [:]
        if try peek() == UInt8(ascii: "}") { return leave(.object(members)) }
        while true {
            guard try peek() == UInt8(ascii: "\"") else { throw unexpected() }
            let keyOffset = position
            let key = try string()
            guard members[key] == nil else { throw JSONError(reason: .duplicateKey(key), offset: keyOffset) }
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            members[key] = try value()
            skipSpace()
            if try peek() == UInt8(ascii: "}") { return leave(.object(members)) }
            try expect(UInt8(ascii: ","))
            skipSpace()
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if try peek() == UInt8(ascii: "]") { return leave(.array(elements)) }
        while true {
            elements.append(try value())
            skipSpace()
            if try peek() == UInt8(ascii: "]") { return leave(.array(elements)) }
            try expect(UInt8(ascii: ","))
            skipSpace()
        }
    }

    private mutating func enter() throws(JSONError) {
        guard depth < limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
        depth += 1
        position += 1
        skipSpace()
    }

    private mutating func leave(_ value: JSONValue) -> JSONValue {
        depth -= 1
        position += 1
        return value
    }

    private mutating func literal(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in text.utf8 { try expect(byte) }
        return value
    }
}

extension JSONParser {
    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        return bytes[position]
    }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw unexpected() }
        position += 1
    }

    func unexpected() -> JSONError {
        error(position < bytes.count ? .unexpectedByte(bytes[position]) : .unexpectedEnd)
    }

    func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: position)
    }
}
