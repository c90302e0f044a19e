/// A place that an encoder fills: containers hand out nodes before their content is known.
final class JSONNode {
    enum Content {
        case value(JSONValue)
        case array([JSONNode])
        case object([String: JSONNode])
    }

    /// Nothing encoded is an empty object, as `JSONEncoder` has it for types without fields.
    var content = Content.object([:])

    var json: JSONValue {
        switch content {
        case .value(let value): value
        case .array(let nodes): .array(nodes.map(\.json))
        case .object(let nodes): .object(nodes.mapValues(\.json))
        }
    }

    func member(_ key: String) -> JSONNode {
        let node = JSONNode()
        if case .object(var nodes) = content {
            content = .value(.null)  // so that the dictionary is changed in place
            nodes[key] = node
            content = .object(nodes)
        } else {
            content = .object([key: node])
        }
        return node
    }

    func element() -> JSONNode {
        let node = JSONNode()
        if case .array(var nodes) = content {
            content = .value(.null)
            nodes.append(node)
            content = .array(nodes)
        } else {
            content = .array([node])
        }
        return node
    }
}
