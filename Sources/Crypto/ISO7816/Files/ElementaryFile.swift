/// An EF of a card's application.
package struct ElementaryFile: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// Read with `READ BINARY`.
        case transparent([UInt8])
        /// A key or a secret: it can be selected and used, never read.
        case `internal`
    }

    package let fid: UInt16
    /// Short EF identifier, 1 to 30; nil for none.
    package let sfi: UInt8?
    package let content: Content

    package init(_ fid: UInt16, sfi: UInt8? = nil, _ content: Content) {
        self.fid = fid
        self.sfi = sfi
        self.content = content
    }
}
