/// How much JSON is taken before it is refused.
package struct JSONLimits: Hashable, Sendable {
    /// Arrays and objects inside each other; a bare scalar has depth 0.
    package var depth: Int
    /// Length of the whole text.
    package var byteCount: Int

    package init(depth: Int = 64, byteCount: Int = 16 << 20) {
        self.depth = depth
        self.byteCount = byteCount
    }

    /// For text that this program wrote itself.
    static let own = JSONLimits(depth: 512, byteCount: .max)
}
