/// What a token is for.
package enum TokenUse: String, Codable, Sendable {
    case access
    case refresh
}
