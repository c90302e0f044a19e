/// What is wrong with the hierarchy's YAML, and where: `hierarchy.yaml:12:5: key-usage: unknown key “bitts” …`.
package struct HierarchyError: Error, Sendable, Equatable {
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// The key whose value (or whose name) is wrong.
    package let key: String
    package let reason: String
}

extension HierarchyError: CustomStringConvertible {
    package var description: String { "\(file):\(line):\(column): \(key): \(reason)" }
}
