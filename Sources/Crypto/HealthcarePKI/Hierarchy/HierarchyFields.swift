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

    func flag(_ key: String, default value: Bool = false) throws(HierarchyError) -> Bool {
        try values[key]?.flag() ?? value
    }
}
