/// Which certificates of a chain must stand in the light of a revocation list.
package enum RevocationCheck: Hashable, Sendable {
    case none
    /// The leaf alone.
    case leaf
    /// Every certificate but the anchor's own: a list of each CA on the way is needed.
    case chain
}
