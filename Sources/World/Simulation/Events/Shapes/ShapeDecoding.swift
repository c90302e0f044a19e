import Foundation

/// A decoder without a document: it makes values up, and notes what it is asked for.
struct ShapeDecoding: Decoder {
    let trace: ShapeTrace
    /// Names of members, without those of lists and of unlabelled structures.
    let path: [String]
    let seed: ShapeSeed
    /// The event's type, at the root alone.
    let event: String?
    /// Elements of lists are not described: patterns do not reach them.
    let isInList: Bool

    init(_ trace: ShapeTrace, at path: [String], _ seed: ShapeSeed, event: String? = nil, isInList: Bool = false) {
        self.trace = trace
        self.path = path
        self.seed = seed
        self.event = event
        self.isInList = isInList
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ShapeMembers<Key>(decoding: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        note("list")
        return ShapeElements(decoding: ShapeDecoding(trace, at: path, seed, isInList: true))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func note(_ kind: String) {
        if !isInList { trace.note(path, kind: kind) }
    }

    /// A value, or the failure of all seeds.
    func value<T: Decodable>(_ type: T.Type) throws -> T {
        if let special = special(type), let value = special as? T { return value }
        if let first = firstCase(type) { return first }
        var failure: (any Error)?
        for seed in [seed] + ShapeSeed.all {
            do {
                return try T(from: ShapeDecoding(trace, at: path, seed, isInList: isInList))
            } catch {
                failure = failure ?? error
            }
        }
        throw failure ?? DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no value"))
    }

    private func special(_ type: Any.Type) -> Any? {
        switch type {
        case is Date.Type: noted("instant", Date(timeIntervalSinceReferenceDate: 0))
        case is Data.Type: noted("bytes", Data())
        case is [UInt8].Type: noted("bytes", [UInt8]())
        case is JSONValue.Type: noted("any", JSONValue.object([:]))
        default: nil
        }
    }

    private func noted(_ kind: String, _ value: Any) -> Any {
        note(kind)
        return value
    }

    /// Enumerations tell their words.
    private func firstCase<T>(_ type: T.Type) -> T? {
        guard let enumeration = type as? any CaseIterable.Type else { return nil }
        let cases = Self.cases(of: enumeration)
        let words = cases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        guard !words.isEmpty else { return nil }
        note(words.map { "`\($0)`" }.joined(separator: ", "))
        return cases.first as? T
    }

    private static func cases<Enumeration: CaseIterable>(of type: Enumeration.Type) -> [Any] { Array(type.allCases) }
}

extension ShapeDecoding: SingleValueDecodingContainer {
    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { leaf("boolean", true) }
    func decode(_ type: String.Type) throws -> String { leaf("text", seed.text) }
    func decode(_ type: Double.Type) throws -> Double { leaf("number", Double(seed.number)) }
    func decode(_ type: Float.Type) throws -> Float { leaf("number", Float(seed.number)) }
    func decode(_ type: Int.Type) throws -> Int { leaf("integer", seed.number) }
    func decode(_ type: Int8.Type) throws -> Int8 { leaf("integer", 1) }
    func decode(_ type: Int16.Type) throws -> Int16 { leaf("integer", 1) }
    func decode(_ type: Int32.Type) throws -> Int32 { leaf("integer", 1) }
    func decode(_ type: Int64.Type) throws -> Int64 { leaf("integer", Int64(seed.number)) }
    func decode(_ type: UInt.Type) throws -> UInt { leaf("integer", 1) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { leaf("integer", 1) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { leaf("integer", 1) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { leaf("integer", 1) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { leaf("integer", 1) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try value(type) }

    private func leaf<T>(_ kind: String, _ value: T) -> T {
        note(kind)
        return value
    }
}
