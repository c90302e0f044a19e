import Simulation

/// A value in a command's arguments, an answer or an event: JSON, written as Swift literals.
///
/// ```swift
/// let effect: SimulatorValue = ["error": ["status": 503, "retry_after": 7]]
/// ```
public enum SimulatorValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([SimulatorValue])
    case object([String: SimulatorValue])

    /// The member of an object; nil where there is none.
    public subscript(name: String) -> SimulatorValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text, where it is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number, where it is one.
    public var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }
}

extension SimulatorValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: SimulatorValue...) { self = .array(elements) }

    /// The last of two equal names wins.
    public init(dictionaryLiteral elements: (String, SimulatorValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension SimulatorValue {
    init(_ json: JSONValue) {
        self =
            switch json {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .string(let value): .string(value)
            case .array(let values): .array(values.map(SimulatorValue.init))
            case .object(let members): .object(members.mapValues(SimulatorValue.init))
            }
    }

    var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        case .array(let values): .array(values.map(\.json))
        case .object(let members): .object(members.mapValues(\.json))
        }
    }
}
