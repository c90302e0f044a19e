package import Simulation

/// Events of a type whose payload has certain members.
package struct EventPattern: Hashable, Sendable {
    /// A type, or the beginning of several followed by `*`.
    package var type: String
    /// Members that must have these values; a dot leads into an object (`certificate.serialNumber`).
    package var members: [String: JSONValue]
    package var origin: Origin

    package init(_ type: String, with members: [String: JSONValue] = [:], origin: Origin = .none) {
        self.type = type
        self.members = members
        self.origin = origin
    }

    /// `type`, or `{event: type, with: {…}}`.
    init(_ value: SourceValue) throws(ScenarioError) {
        if case .scalar = value.content {
            self.init(try value.text(), origin: value.origin)
            return
        }
        try self.init(try value.fields(["event", "with"]))
    }

    init(_ fields: SourceFields) throws(ScenarioError) {
        let event = try fields.required("event")
        let members = fields["with"]
        guard let object = members?.json.object ?? (members == nil ? [:] : nil) else {
            throw fields.owner.error("\"with\" needs “member: value” lines")
        }
        self.init(try event.text(), with: object, origin: event.origin)
    }

    package func matches(_ envelope: EventEnvelope) -> Bool {
        covers(envelope.type)
            && members.allSatisfy { path, value in
                path.split(separator: ".").reduce(Optional(envelope.payload)) { $0?[String($1)] } == value
            }
    }

    func covers(_ name: String) -> Bool { type.hasSuffix("*") ? name.hasPrefix(type.dropLast()) : name == type }
}

extension EventPattern: CustomStringConvertible {
    package var description: String { members.isEmpty ? type : "\(type) \(JSONValue.object(members))" }
}
