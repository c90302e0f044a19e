/// The elements of a document by their ids: attributes `Id`, `id` and `ID`, which without a DTD are plain attributes.
struct IdentifierIndex {
    private var elements: [String: [Element]] = [:]

    init(_ root: Element) {
        for element in root.subtree {
            for name in ["Id", "id", "ID"] {
                if let id = element.attribute(name) { elements[id, default: []].append(element) }
            }
        }
    }

    /// More than one is an attack or a mistake.
    subscript(id: String) -> [Element] { elements[id] ?? [] }
}
