/// The tokens of one session of a practitioner.
struct Tokens: Hashable, Sendable {
    let access: String
    let refresh: String?
}

/// RFC 6749, section 5.1.
struct TokenAnswer: Decodable, Sendable {
    let access_token: String
    let token_type: String
    let refresh_token: String?
}
