/// What the payload of an event type looks like.
package struct EventShape: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        /// A dot leads into an object: `certificate.serialNumber`.
        package let name: String
        /// `text`, `integer`, `number`, `boolean`, `instant`, `bytes`, `list`, `object`, or the words that there are.
        package let kind: String
        /// Whether it may be missing.
        package let isOptional: Bool

        /// Whether its members, if it has any, are not known.
        package var isOpen: Bool { kind == "object" || kind == "any" || kind == "list" }
    }

    /// `noun.participle`.
    package let type: String
    package let fields: [Field]
}

extension DomainEvent {
    /// The shape of every type that the domain can emit, found out by decoding one of each from made-up values.
    static var shapes: [EventShape] { types.map(shape) }

    private static func shape(of type: String) -> EventShape {
        let trace = ShapeTrace()
        // A value that cannot be made up (a text with a form of its own) ends the decoding; what was asked for until then
        // is known.
        for seed in ShapeSeed.all where (try? Self(from: ShapeDecoding(trace, at: [], seed, event: type))) != nil {
            break
        }
        return EventShape(type: type, fields: trace.fields)
    }
}
