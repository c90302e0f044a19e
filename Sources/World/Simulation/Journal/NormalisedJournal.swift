import Foundation

/// The journal without what differs between two runs of the same scenario with the same seed.
///
/// What is masked, and all that is masked:
/// * `seq` counts from 1 within the given events;
/// * `instant`, and every RFC 3339 instant with milliseconds in a payload, is left out or `"<instant>"`;
/// * `trace` becomes `"<trace 1>"`, `"<trace 2>"`, … in order of appearance;
/// * payload members that a domain lists as ``DomainEvent/variableFields`` become `"<name 1>"`, …: equal values keep equal
///   names, so that it stays visible what belongs together.
package enum NormalisedJournal {
    static func normalise(_ envelopes: [EventEnvelope], variableFields: (String) -> Set<String>) -> [JSONValue] {
        var names = Names()
        return envelopes.enumerated().map { index, envelope in
            let payload = envelope.payload
                .replacingMembers(named: variableFields(envelope.type)) { .string(names.name(of: $1, called: $0)) }
                .maskingInstants
            return [
                "seq": .integer(index + 1),
                "type": .string(envelope.type),
                "version": .integer(envelope.version),
                "cause": .string(envelope.cause.description),
                "trace": .string(names.name(of: .string(envelope.trace.description), called: "trace")),
                "payload": payload,
            ]
        }
    }

    private struct Names {
        private var numbers: [String: [JSONValue: Int]] = [:]

        mutating func name(of value: JSONValue, called name: String) -> String {
            let number = numbers[name]?[value] ?? (numbers[name]?.count ?? 0) + 1
            numbers[name, default: [:]][value] = number
            return "<\(name) \(number)>"
        }
    }
}

extension JSONValue {
    fileprivate var maskingInstants: JSONValue {
        switch self {
        case .string(let text) where text.utf8.count == 24 && text.hasSuffix("Z") && Date(rfc3339: text) != nil:
            "<instant>"
        case .array(let elements): .array(elements.map(\.maskingInstants))
        case .object(let members): .object(members.mapValues(\.maskingInstants))
        default: self
        }
    }
}
