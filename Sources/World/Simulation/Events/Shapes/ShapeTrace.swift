/// What was asked for while a value was decoded from nothing.
final class ShapeTrace {
    private var order: [String] = []
    private var found: [String: (kind: String, isOptional: Bool)] = [:]

    var fields: [EventShape.Field] {
        order.compactMap { name in
            found[name].map { EventShape.Field(name: name, kind: $0.kind, isOptional: $0.isOptional) }
        }
    }

    func note(_ path: [String], isOptional: Bool) {
        guard !path.isEmpty else { return }
        let name = path.joined(separator: ".")
        guard found[name] == nil else { return }
        order.append(name)
        found[name] = ("object", isOptional)
    }

    func note(_ path: [String], kind: String) {
        found[path.joined(separator: ".")]?.kind = kind
    }
}
