/// The members that are asked for, one after the other.
struct ShapeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoding: ShapeDecoding

    var codingPath: [any CodingKey] { [] }
    /// An enumeration looks for its one key; a dictionary finds nothing.
    var allKeys: [Key] { decoding.event.flatMap { Key(stringValue: $0) }.map { [$0] } ?? [] }

    func contains(_ key: Key) -> Bool { true }
    /// Only a member that may be missing is asked whether it is null.
    func decodeNil(forKey key: Key) throws -> Bool {
        _ = member(key, isOptional: true)
        return false
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try member(key, isOptional: false).value(type)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        let decoding = member(key, isOptional: true)
        // What cannot be made up may be missing.
        return try? decoding.value(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        member(key, isOptional: false).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        member(key, isOptional: false).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoding }
    func superDecoder(forKey key: Key) throws -> any Decoder { member(key, isOptional: false) }

    private func member(_ key: Key, isOptional: Bool) -> ShapeDecoding {
        // Neither the type nor an unlabelled structure is a member of the payload: see EventCoding.
        let isNameless = decoding.event != nil || key.stringValue == EventCoding.unlabelled
        let path = isNameless ? decoding.path : decoding.path + [key.stringValue]
        if !isNameless, !decoding.isInList { decoding.trace.note(path, isOptional: isOptional) }
        return ShapeDecoding(decoding.trace, at: path, decoding.seed, isInList: decoding.isInList)
    }
}
