struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
    let encoding: JSONEncoding

    var codingPath: [any CodingKey] { encoding.codingPath }

    var count: Int {
        if case .array(let nodes) = encoding.node.content { nodes.count } else { 0 }
    }

    func encodeNil() { child().encodeNil() }
    func encode<T: Encodable>(_ value: T) throws { try child().encode(value) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy keyType: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        child().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }
    func superEncoder() -> any Encoder { child() }

    private func child() -> JSONEncoding {
        let key = JSONKey(count)
        return encoding.child(encoding.node.element(), at: key)
    }
}
