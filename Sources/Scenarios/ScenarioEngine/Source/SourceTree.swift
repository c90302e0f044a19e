import Simulation
import Yams

/// A document to be written, with its keys in the order in which they were added.
struct SourceTree {
    private enum Content {
        case value(JSONValue)
        case list([SourceTree])
        case mapping([(key: String, tree: SourceTree)])
    }

    private var content: Content

    init() { content = .mapping([]) }
    init(_ value: JSONValue) { content = .value(value) }

    var isEmpty: Bool {
        if case .mapping(let members) = content { members.isEmpty } else { false }
    }

    mutating func add(_ key: String, _ tree: SourceTree?) {
        guard let tree, case .mapping(let members) = content else { return }
        content = .mapping(members + [(key, tree)])
    }

    mutating func add(_ key: String, _ value: JSONValue?) { add(key, value.map(SourceTree.init)) }

    /// Nothing for an empty list.
    mutating func add(_ key: String, _ trees: [SourceTree]) {
        guard !trees.isEmpty else { return }
        var list = SourceTree()
        list.content = .list(trees)
        add(key, list)
    }

    var node: Node {
        switch content {
        case .value(let value): value.node
        case .list(let trees): Node(trees.map(\.node))
        case .mapping(let members): Node(members.map { (Node($0.key), $0.tree.node) })
        }
    }
}

extension JSONValue {
    /// Texts that would be read as something else are quoted.
    fileprivate var node: Node {
        switch self {
        case .null: Node("null")
        case .bool(let flag): Node(flag ? "true" : "false")
        case .integer(let number): Node(String(number))
        case .number(let number): Node(String(number))
        case .string(let text): .scalar(Node.Scalar(text, Tag(.str), .doubleQuoted))
        case .array(let values): Node(values.map(\.node))
        case .object(let members):
            Node(members.sorted { $0.key < $1.key }.map { (Node($0.key), $0.value.node) })
        }
    }
}
