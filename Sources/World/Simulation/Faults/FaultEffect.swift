/// What a rule makes happen at its point.
package enum FaultEffect: Hashable, Sendable {
    /// The operation fails; the payload says how, in the words of the point (`{"status": 503}`, `{"sw": "6581"}`).
    case error(JSONValue)
    /// The operation goes on after a while.
    case delay(FaultDelay)
    /// The connection, message or card is lost.
    case drop
    /// One bit of the point's bytes is turned over: the given one, counted from the first byte's highest bit, or a drawn
    /// one.
    case flip(bit: Int?)
    /// Anything else that a point understands, by its own name: `pull-card`, `truncate`.
    case custom(String, JSONValue)
}

extension FaultEffect {
    /// As rules write it.
    package var name: String {
        switch self {
        case .error: "error"
        case .delay: "delay"
        case .drop: "drop"
        case .flip: "flip"
        case .custom(let name, _): name
        }
    }

    /// The members that a point looks into; a delay's own form has been read already.
    var payload: [String: JSONValue] {
        switch self {
        case .error(let value), .custom(_, let value): value.object ?? ["": value]
        case .delay, .drop, .flip: [:]
        }
    }
}

/// `"drop"`, `{"error": {...}}`, `{"delay": "2s"}`, `{"flip": {"bit": 3}}` or `"flip"`, `{"pull-card": {...}}` or
/// `"pull-card"`.
extension FaultEffect: Codable {
    package init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let word = try? single.decode(String.self) {
            self = try FaultEffect(name: word, value: .object([:]))
            return
        }
        guard let object = try single.decode(JSONValue.self).object, object.count == 1, let (name, value) = object.first
        else {
            let reason = "an effect is a name or an object with one member"
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
        }
        self = try FaultEffect(name: name, value: value)
    }

    private init(name: String, value: JSONValue) throws {
        switch name {
        case "error": self = .error(value)
        case "delay": self = .delay(try value.decode())
        case "drop": self = .drop
        case "flip": self = .flip(bit: value["bit"]?.integer)
        default: self = .custom(name, value)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        let form: JSONValue =
            switch self {
            case .error(let value): ["error": value]
            case .delay(let delay): ["delay": try JSONValue(encoding: delay)]
            case .drop: "drop"
            case .flip(let bit): bit.map { ["flip": ["bit": .integer($0)]] } ?? "flip"
            case .custom(let name, let value): value == .object([:]) ? .string(name) : [name: value]
            }
        try form.encode(to: encoder)
    }
}
