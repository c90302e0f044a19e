/// What the commands of cards take.
struct CardArguments: Encodable, Sendable {
    var card: String?
    var reader: Int?
    var upsideDown: Bool?
    var holder: String?
    var issuer: String?
    var role: String?
    var profile: String?
    var slot: String?
    var reason: String?
    var secret: String?
    var left: Int?
    var value: String?

    private enum CodingKeys: String, CodingKey {
        case card, reader, holder, issuer, role, profile, slot, reason, secret, left, value
        case upsideDown = "upside-down"
    }
}
