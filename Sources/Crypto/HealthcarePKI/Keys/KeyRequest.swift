package import OpenSSL

/// A key by its name and kind. The same request always gives the same key.
package struct KeyRequest: Sendable, Hashable {
    /// Lower-case letters, digits, `-` and `.`, not beginning with a dot: it becomes a file's name.
    package let label: String
    package let kind: KeyKind

    /// Nil when the label has other characters in it or is longer than 100.
    package init?(label: String, kind: KeyKind) {
        let isSafe = label.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
        }
        guard isSafe, (1...100).contains(label.utf8.count), !label.hasPrefix(".") else { return nil }
        self.label = label
        self.kind = kind
    }

    /// The key of an authority of the hierarchy.
    init?(authority declaration: AuthorityDeclaration, kind: KeyKind) {
        self.init(label: "authority.\(declaration.label)", kind: kind)
    }

    /// `authority.hpki-root.rsa-2048.pk8`
    var fileName: String {
        switch kind {
        case .rsa(let bits): "\(label).rsa-\(bits).pk8"
        case .ec(let curve): "\(label).ec-\(curve.rawValue).pk8"
        }
    }
}
