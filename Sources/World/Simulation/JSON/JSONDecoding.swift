import Foundation

/// The decoder behind ``JSONValue/decode(_:)``.
struct JSONDecoding: Decoder {
    let value: JSONValue
    let codingPath: [any CodingKey]
    let dates: JSONValue.DateStyle
    /// The value is `{type: payload}` of an event: see ``EventCoding``.
    var isEvent = false
    /// Where ``PackedBytes`` come from, for snapshots.
    var attachments: Attachments?

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let object = value.object else { throw mismatch([String: JSONValue].self, "an object") }
        return KeyedDecodingContainer(JSONKeyedDecoding<Key>(decoding: self, object: object))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let array = value.array else { throw mismatch([JSONValue].self, "an array") }
        return JSONUnkeyedDecoding(decoding: self, array: array)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func child(_ value: JSONValue, at key: any CodingKey) -> JSONDecoding {
        JSONDecoding(
            value: value,
            codingPath: codingPath + [key],
            dates: dates,
            isEvent: isEvent,
            attachments: attachments
        )
    }

    func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
        let reason = "expected \(wanted), found \(value.shown)"
        return .typeMismatch(type, .init(codingPath: codingPath, debugDescription: reason))
    }

    func corrupted(_ reason: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: reason))
    }
}

extension JSONDecoding: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }
    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let bool = value.bool else { throw mismatch(type, "a boolean") }
        return bool
    }

    func decode(_ type: String.Type) throws -> String {
        guard let string = value.string else { throw mismatch(type, "a string") }
        return string
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let number = value.number else { throw mismatch(type, "a number") }
        return number
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let special: Any? =
            switch type {
            case is String.Type: try decode(String.self)
            case is Int.Type: try decode(Int.self)
            case is Date.Type: try date()
            case is Data.Type: try data()
            case is [UInt8].Type: [UInt8](try data())
            case is URL.Type: try url()
            default: nil
            }
        // Not `special as? T` alone: where T is an optional, nil would do.
        if let special, let value = special as? T { return value }
        return try T(from: self)
    }

    private func integer<T: FixedWidthInteger>() throws -> T {
        // Beyond 64 bits with sign: see JSONEncoding.
        if let text = value.string, let large = T(text), Int(exactly: large) == nil { return large }
        guard let integer = value.integer else { throw mismatch(T.self, "an integer") }
        guard let result = T(exactly: integer) else { throw corrupted("\(integer) does not fit \(T.self)") }
        return result
    }

    private func date() throws -> Date {
        switch dates {
        case .exact: return Date(timeIntervalSinceReferenceDate: try decode(Double.self))
        case .milliseconds:
            guard let date = Date(rfc3339: try decode(String.self)) else { throw corrupted("not an RFC 3339 instant") }
            return date
        }
    }

    private func data() throws -> Data {
        guard let data = Data(base64Encoded: try decode(String.self)) else { throw corrupted("not base64") }
        return data
    }

    private func url() throws -> URL {
        guard let url = URL(string: try decode(String.self)) else { throw corrupted("not a URL") }
        return url
    }
}
