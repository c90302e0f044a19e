/// The members of a mapping whose keys have been checked.
struct SourceFields {
    let owner: SourceValue
    let members: [SourceValue.Member]

    subscript(key: String) -> SourceValue? { members.first { $0.key == key }?.value }

    func required(_ key: String) throws(ScenarioError) -> SourceValue {
        guard let value = self[key] else { throw owner.error("the key \"\(key)\" is missing") }
        return value
    }

    func text(_ key: String) throws(ScenarioError) -> String? { try self[key]?.text() }
    func texts(_ key: String) throws(ScenarioError) -> [String] { try self[key]?.texts() ?? [] }
    func integer(_ key: String) throws(ScenarioError) -> Int? { try self[key]?.integer() }
}
