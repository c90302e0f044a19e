/// The known keys of one YAML mapping.
struct HierarchyFields {
    /// The mapping itself, for complaints about what is missing.
    let owner: HierarchyNode
    private let values: [String: HierarchyNode]

    init(owner: HierarchyNode, values: [String: HierarchyNode]) {
        self.owner = owner
        self.values = values
    }

    subscript(_ key: String) -> HierarchyNode? { values[key] }

    func required(_ key: String) throws(HierarchyError) -> HierarchyNode {
        guard let value = values[key] else { throw owner.error("the key “\(key)” is missing") }
        return value
    }

    /// The key's value, else what is inherited, else a complaint that it is missing.
    func value<Value>(
        _ key: String,
        inherited: Value?,
        _ read: (HierarchyNode) throws(HierarchyError) -> Value
    ) throws(HierarchyError) -> Value {
        if let node = values[key] { return try read(node) }
        guard let inherited else { throw owner.error("the key “\(key)” is missing") }
        return inherited
    }

    func flag(_ key: String, default value: Bool = false) throws(HierarchyError) -> Bool {
        guard let node = values[key] else { return value }
        return try node.flag()
    }
}
