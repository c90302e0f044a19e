/// Turns a domain's events into type and payload and back.
///
/// An event enumeration encodes itself as `{type: {label: value}}` (Swift evolution SE-0295), the type being the raw value
/// of its coding key. The payload is the inner object; where a case holds one unlabelled structure, which Swift calls
/// `_0`, the payload is that structure's object.
enum EventCoding {
    static let unlabelled = "_0"

    static func encode(_ event: some DomainEvent) throws -> (type: String, payload: JSONValue) {
        guard let object = try JSONValue(encoding: event).object, object.count == 1, let (type, payload) = object.first
        else {
            let reason = "an event is an enumeration with the synthesised coding"
            throw EncodingError.invalidValue(event, .init(codingPath: [], debugDescription: reason))
        }
        if let members = payload.object, members.count == 1, let inner = members[unlabelled], inner.object != nil {
            return (type, inner)
        }
        return (type, payload)
    }

    static func decode<Event: DomainEvent>(_ type: String, _ payload: JSONValue) throws -> Event {
        let value = JSONValue.object([type: payload])
        return try JSONDecoding(value: value, codingPath: [], dates: .milliseconds, isEvent: true).decode(Event.self)
    }
}
