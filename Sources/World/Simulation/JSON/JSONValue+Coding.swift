import Foundation

extension JSONValue {
    /// How dates are written.
    enum DateStyle: Sendable {
        /// RFC 3339 in UTC with milliseconds: for people and for the journal.
        case milliseconds
        /// Seconds from the reference date, bit by bit the same `Date`: for snapshots.
        case exact
    }

    /// The value as JSON: dates as RFC 3339 with milliseconds, `[UInt8]` and `Data` as base64 (RFC 4648 section 4).
    ///
    /// - Throws: `EncodingError`.
    package init(encoding value: some Encodable) throws {
        self = try JSONValue(encoding: value, dates: .milliseconds)
    }

    init<T: Encodable>(encoding value: T, dates: DateStyle, attachments: Attachments? = nil) throws {
        let node = JSONNode()
        try JSONEncoding(node: node, codingPath: [], dates: dates, attachments: attachments).encode(value)
        self = node.json
    }

    /// Reads a value that was written by ``init(encoding:)``.
    ///
    /// - Throws: `DecodingError`, whose path says where.
    package func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try decode(type, dates: .milliseconds)
    }

    func decode<T: Decodable>(_ type: T.Type, dates: DateStyle, attachments: Attachments? = nil) throws -> T {
        try JSONDecoding(value: self, codingPath: [], dates: dates, attachments: attachments).decode(type)
    }
}

extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? JSONDecoding else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "JSONValue is read by JSONValue.decode only")
            )
        }
        self = decoder.value
    }

    package func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? JSONEncoding else {
            throw EncodingError.invalidValue(
                self,
                .init(codingPath: encoder.codingPath, debugDescription: "JSONValue is written by JSONValue only")
            )
        }
        encoder.node.content = .value(self)
    }
}
