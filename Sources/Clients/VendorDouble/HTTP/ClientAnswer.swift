import Foundation

/// A whole HTTP/1.1 answer.
package struct ClientAnswer: Sendable {
    package let status: Int
    package let reason: String
    /// In the order of the wire.
    package let fields: [ClientRequest.Field]
    package let body: [UInt8]
    /// Whether the connection may be used again (RFC 9112, section 9.3).
    package let isKeepAlive: Bool

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first field of that name, which is compared without regard to case.
    package subscript(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body))
    }
}
