import CLibXML2

/// An element of a parsed document; keeps the document alive.
struct Element: Sendable {
    let document: ParsedXML
    // The tree is never changed, and lives as long as `document`.
    nonisolated(unsafe) let pointer: xmlNodePtr

    /// The local name.
    var name: String { Self.text(pointer.pointee.name) }
    /// The namespace name; empty for none.
    var namespace: String { pointer.pointee.ns.map { Self.text($0.pointee.href) } ?? "" }
    /// Empty for none.
    var prefix: String { pointer.pointee.ns.map { Self.text($0.pointee.prefix) } ?? "" }
    /// As it is written: `xs:Signature`.
    var qualifiedName: String { prefix.isEmpty ? name : "\(prefix):\(name)" }
    var line: Int { Int(xmlGetLineNo(pointer)) }

    func `is`(_ name: String, in namespace: String = "") -> Bool {
        self.name == name && self.namespace == namespace
    }

    var parent: Element? {
        guard let parent = pointer.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
        return Element(document: document, pointer: parent)
    }

    /// The elements directly inside.
    var children: [Element] {
        nodes.filter { $0.pointee.type == XML_ELEMENT_NODE }.map { Element(document: document, pointer: $0) }
    }

    /// This element and all below it, in document order.
    var subtree: [Element] {
        var found: [Element] = []
        var open = [self]
        while let next = open.popLast() {
            found.append(next)
            open.append(contentsOf: next.children.reversed())
        }
        return found
    }

    func children(_ name: String, in namespace: String = "") -> [Element] {
        children.filter { $0.is(name, in: namespace) }
    }

    func child(_ name: String, in namespace: String = "") -> Element? {
        children.first { $0.is(name, in: namespace) }
    }

    /// All text directly inside, whatever stands between its parts.
    var text: String {
        nodes.filter { $0.pointee.type == XML_TEXT_NODE || $0.pointee.type == XML_CDATA_SECTION_NODE }
            .map { Self.text($0.pointee.content) }.joined()
    }

    /// The attributes in file order, with their namespace names.
    var attributes: [(namespace: String, name: String, value: String)] {
        var found: [(String, String, String)] = []
        var next: UnsafeMutablePointer<xmlAttr>? = pointer.pointee.properties
        while let attribute = next {
            let namespace = attribute.pointee.ns.map { Self.text($0.pointee.href) } ?? ""
            let value = attribute.pointee.children.map { Self.text($0.pointee.content) } ?? ""
            found.append((namespace, Self.text(attribute.pointee.name), value))
            next = attribute.pointee.next
        }
        return found
    }

    /// An attribute without a namespace.
    func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name && $0.namespace.isEmpty }?.value
    }

    /// Whether a comment or processing instruction stands anywhere inside.
    var hasCommentsOrInstructions: Bool {
        subtree.contains { element in
            element.nodes.contains { $0.pointee.type == XML_COMMENT_NODE || $0.pointee.type == XML_PI_NODE }
        }
    }

    func isInside(_ other: Element) -> Bool {
        var step: xmlNodePtr? = pointer
        while let node = step {
            if node == other.pointer { return true }
            step = node.pointee.parent
        }
        return false
    }

    /// The qualified names from the root: `/Document/Prescription/PrescriptionSign/xs:Signature`.
    var path: String { (parent?.path ?? "") + "/" + qualifiedName }

    private var nodes: [xmlNodePtr] {
        var found: [xmlNodePtr] = []
        var next = pointer.pointee.children
        while let node = next {
            found.append(node)
            next = node.pointee.next
        }
        return found
    }

    private static func text(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}

extension Element: Equatable {
    static func == (left: Element, right: Element) -> Bool { left.pointer == right.pointer }
}

extension ParsedXML {
    /// The document element. A well-formed document has one.
    var root: Element? { xmlDocGetRootElement(pointer).map { Element(document: self, pointer: $0) } }
}
