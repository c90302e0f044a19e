package import Foundation

/// The checked arguments of a command: every value is of its parameter's kind, required ones are there.
package struct CommandArguments: Sendable {
    /// As they came.
    package let json: [String: JSONValue]
    /// The trace of the request, scenario step or command line behind it.
    package let trace: TraceID
    /// `command:` and the name, unless the caller has a better one.
    package let cause: Cause

    package func string(_ name: String) -> String? { json[name]?.string }
    package func integer(_ name: String) -> Int? { json[name]?.integer }
    package func number(_ name: String) -> Double? { json[name]?.number }
    package func bool(_ name: String) -> Bool? { json[name]?.bool }
    package func instant(_ name: String) -> Date? { string(name).flatMap { Date(rfc3339: $0) } }
    package func duration(_ name: String) -> Duration? { string(name).flatMap { Duration(text: $0) } }
    package func strings(_ name: String) -> [String]? { json[name]?.array?.compactMap(\.string) }
    package func object(_ name: String) -> [String: JSONValue]? { json[name]?.object }

    /// The arguments, or one of them, as a typed value.
    ///
    /// - Throws: ``CommandError`` `invalidArgument`.
    package func decode<Value: Decodable>(_ name: String? = nil, as type: Value.Type = Value.self) throws -> Value {
        let value = name.map { json[$0] ?? .null } ?? .object(json)
        do {
            return try value.decode(type)
        } catch let error as DecodingError {
            throw CommandError.invalidArgument(name: error.path(below: name), reason: error.reason)
        }
    }

    /// A required argument: the catalogue has seen to it that it is there, whatever the command asks of it.
    ///
    /// - Throws: ``CommandError`` `missingArgument` when the command asks for something that it did not declare.
    package func require<Value>(_ name: String, _ value: (String) -> Value?) throws -> Value {
        guard let value = value(name) else { throw CommandError.missingArgument(name) }
        return value
    }
}

extension DecodingError {
    fileprivate func path(below name: String?) -> String {
        let context: Context? =
            switch self {
            case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
                .valueNotFound(_, let context):
                context
            @unknown default: nil
            }
        let path = ([name].compactMap { $0 } + (context?.codingPath.map(\.stringValue) ?? [])).joined(separator: ".")
        return path.isEmpty ? "arguments" : path
    }

    fileprivate var reason: String {
        switch self {
        case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
            .valueNotFound(_, let context):
            context.debugDescription
        @unknown default: "not readable"
        }
    }
}
