import Yams

/// A value in the hierarchy's YAML together with the key it stands under, so that every complaint can say where.
///
/// Only text, lists and mappings are told apart: `no` or `0500` stay the text that was written.
struct HierarchyNode {
    let key: String
    let node: Node
    let file: String

    /// The document's root.
    init(yaml: String, file: String) throws(HierarchyError) {
        let root: Node?
        do {
            root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw HierarchyError(error, file: file)
        }
        guard let root else {
            throw HierarchyError(file: file, line: 1, column: 1, key: "hierarchy", reason: "the file is empty")
        }
        self.init(key: "hierarchy", node: root, file: file)
    }

    init(key: String, node: Node, file: String) {
        self.key = key
        self.node = node
        self.file = file
    }

    func error(_ reason: String) -> HierarchyError { error(reason, at: node) }

    private func error(_ reason: String, at node: Node, key: String? = nil) -> HierarchyError {
        HierarchyError(
            file: file,
            line: node.mark?.line ?? 1,
            column: node.mark?.column ?? 1,
            key: key ?? self.key,
            reason: reason
        )
    }
}

// MARK: - Shapes

extension HierarchyNode {
    func text() throws(HierarchyError) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw error("needs a text") }
        return scalar.string
    }

    /// Decimal, or hexadecimal after `0x`.
    func integer() throws(HierarchyError) -> UInt64 {
        let text = try text()
        let number = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
        guard let number else { throw error("needs a whole number, not “\(text)”") }
        return number
    }

    func flag() throws(HierarchyError) -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        case let other: throw error("needs true or false, not “\(other)”")
        }
    }

    /// One of the raw values of an enumeration, which the complaint lists.
    func choice<Choice: RawRepresentable & CaseIterable>(
        of type: Choice.Type = Choice.self
    ) throws(HierarchyError) -> Choice where Choice.RawValue == String {
        let text = try text()
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("unknown value “\(text)”; one of: \(known)")
        }
        return choice
    }

    func list() throws(HierarchyError) -> [HierarchyNode] {
        guard case .sequence(let sequence) = node else { throw error("needs a list") }
        return sequence.map { HierarchyNode(key: key, node: $0, file: file) }
    }

    /// A mapping with keys of the writer's choice, in the order written.
    func entries() throws(HierarchyError) -> [HierarchyNode] {
        guard case .mapping(let mapping) = node else { throw error("needs “key: value” lines") }
        var entries: [HierarchyNode] = []
        for (name, value) in mapping {
            guard case .scalar(let scalar) = name else { throw error("a key must be a text", at: name) }
            entries.append(HierarchyNode(key: scalar.string, node: value, file: file))
        }
        return entries
    }

    /// A mapping of which only `known` keys may stand there.
    func fields(_ known: Set<String>) throws(HierarchyError) -> HierarchyFields {
        guard case .mapping(let mapping) = node else { throw error("needs “key: value” lines") }
        for (name, _) in mapping where !known.contains(name.scalar?.string ?? "") {
            let allowed = known.sorted().joined(separator: ", ")
            let found = name.scalar?.string ?? "?"
            throw error("unknown key “\(found)” in \(key); known here: \(allowed)", at: name, key: found)
        }
        let entries = try entries()
        return HierarchyFields(
            owner: self,
            values: Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        )
    }

    /// The value of a key of this mapping; where the key is not there, the mapping itself.
    func child(_ key: String) -> HierarchyNode {
        guard let value = node.mapping?[key] else { return self }
        return HierarchyNode(key: key, node: value, file: file)
    }

    /// `name` alone, or `name: value` as the only pair of a mapping; then the node is the value's.
    func named() throws(HierarchyError) -> (name: String, value: HierarchyNode?) {
        switch node {
        case .scalar(let scalar):
            return (scalar.string, nil)
        case .mapping(let mapping) where mapping.count == 1:
            let entry = try entries()[0]
            return (entry.key, entry)
        default:
            throw error("needs a name, or one “name: value”")
        }
    }
}

extension HierarchyError {
    /// A YAML syntax error in the words of the parser.
    fileprivate init(_ error: any Error, file: String) {
        let (mark, reason): (Mark?, String)
        switch error as? YamlError {
        case .scanner(_, let problem, let place, _), .parser(_, let problem, let place, _),
            .composer(_, let problem, let place, _):
            (mark, reason) = (place, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (mark, reason) = (context.mark, "the key stands twice: \(keys.joined(separator: ", "))")
        case let other:
            (mark, reason) = (nil, other.map(String.init(describing:)) ?? "\(error)")
        }
        self.init(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, key: "YAML", reason: reason)
    }
}
