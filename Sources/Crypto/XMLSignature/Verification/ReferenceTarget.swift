/// What a reference points at: an element of the same document by its id, and nothing else.
struct ReferenceTarget {
    let uri: String?
    /// All elements with that id.
    let elements: [Element]

    init(_ reference: Element, _ index: IdentifierIndex) {
        uri = reference.attribute("URI")
        let isShort = uri.map { $0.hasPrefix("#") && !$0.hasPrefix("#xpointer(") } ?? false
        elements = isShort ? index[String((uri ?? "").dropFirst())] : []
    }

    /// The one that is meant; nil for none and for several.
    var element: Element? { elements.count == 1 ? elements.first : nil }

    var isExternal: Bool { uri.map { !$0.hasPrefix("#") } ?? true }
}
