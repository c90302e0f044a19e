/// What a private key on a card is for.
package enum CardKey: String, Hashable, Sendable, CaseIterable {
    case signature
    case authentication
}
