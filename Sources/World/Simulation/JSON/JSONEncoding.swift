import Foundation

/// The encoder behind ``JSONValue/init(encoding:)``.
struct JSONEncoding: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    let dates: JSONValue.DateStyle
    /// Where ``PackedBytes`` go, for snapshots.
    var attachments: Attachments?

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object = node.content {} else { node.content = .object([:]) }
        return KeyedEncodingContainer(JSONKeyedEncoding<Key>(encoding: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array = node.content {} else { node.content = .array([]) }
        return JSONUnkeyedEncoding(encoding: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func child(_ node: JSONNode, at key: any CodingKey) -> JSONEncoding {
        JSONEncoding(node: node, codingPath: codingPath + [key], dates: dates, attachments: attachments)
    }
}

extension JSONEncoding: SingleValueEncodingContainer {
    func encodeNil() { node.content = .value(.null) }
    func encode(_ value: Bool) { node.content = .value(.bool(value)) }
    func encode(_ value: String) { node.content = .value(.string(value)) }
    func encode(_ value: Int) { node.content = .value(.integer(value)) }
    func encode(_ value: Float) throws { try encode(Double(value)) }
    func encode(_ value: Int8) { encodeInteger(value) }
    func encode(_ value: Int16) { encodeInteger(value) }
    func encode(_ value: Int32) { encodeInteger(value) }
    func encode(_ value: Int64) { encodeInteger(value) }
    func encode(_ value: UInt) { encodeInteger(value) }
    func encode(_ value: UInt8) { encodeInteger(value) }
    func encode(_ value: UInt16) { encodeInteger(value) }
    func encode(_ value: UInt32) { encodeInteger(value) }
    func encode(_ value: UInt64) { encodeInteger(value) }

    func encode(_ value: Double) throws {
        guard value.isFinite else { throw invalid(value, "JSON has no \(value)") }
        node.content = .value(.number(value))
    }

    func encode<T: Encodable>(_ value: T) throws {
        switch value {
        case let value as String: encode(value)
        case let value as Int: encode(value)
        case let value as Bool: encode(value)
        case let date as Date:
            switch dates {
            case .milliseconds: encode(date.rfc3339)
            case .exact: try encode(date.timeIntervalSinceReferenceDate)
            }
        case let data as Data: encode(data.base64EncodedString())
        case let url as URL: encode(url.absoluteString)
        // Not `as? [UInt8]`: an empty array of anything is that, too.
        case _ where T.self == [UInt8].self:
            encode(Data(value as? [UInt8] ?? []).base64EncodedString())
        default: try value.encode(to: self)
        }
    }

    /// Beyond 64 bits with sign as decimal text.
    private func encodeInteger(_ value: some BinaryInteger) {
        if let integer = Int(exactly: value) { encode(integer) } else { encode(String(value)) }
    }

    private func invalid(_ value: Any, _ reason: String) -> EncodingError {
        .invalidValue(value, .init(codingPath: codingPath, debugDescription: reason))
    }
}
