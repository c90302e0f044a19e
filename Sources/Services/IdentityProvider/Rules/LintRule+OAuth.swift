package import WebFront

/// Habits at the authorization and token endpoints that are taken here and may be refused elsewhere.
extension LintRule {
    package static let unboundToken = LintRule(
        "oauth.unbound-token",
        japanese: "トークンをポータルで取得したため、クライアント証明書に紐付いていません。相互TLSのトークンエンドポイント(mtls_endpoint_aliases)で取得してください。",
        english:
            "The token was taken on the portal and so is bound to no client certificate: take it at the token endpoint of "
            + "mtls_endpoint_aliases (RFC 8705)."
    )
    package static let plainChallenge = LintRule(
        "oauth.plain-pkce",
        japanese: "PKCEのcode_challenge_methodがplainです。S256を使ってください。",
        english: "PKCE with the method plain protects nothing: send code_challenge_method=S256 (RFC 7636 section 4.2)."
    )
    package static let hashAlphabet = LintRule(
        "oauth.hash-alphabet",
        japanese: "認可要求のhashesが通常のBase64です。Base64url(パディングなし)で送ってください。",
        english: "hashes of an authorization request are base64url (CSC API section 8.4.2), not standard base64."
    )
    package static let refreshTokenName = LintRule(
        "oauth.refresh-token-name",
        japanese: "パラメーター名はrefreshTokenではなくrefresh_tokenです。",
        english: "The parameter is refresh_token (RFC 6749 section 6), not refreshToken as in a sample of the CSC API."
    )

    /// What a good authorization request could have done better.
    static func habits(ofAuthorization form: FormBody) -> [LintRule] {
        var habits: [LintRule] = []
        if form["code_challenge_method"] != "S256" { habits.append(.plainChallenge) }
        let hashes = form["hashes"] ?? form["hash"] ?? ""
        if hashes.contains(where: { "+/=".contains($0) }) { habits.append(.hashAlphabet) }
        return habits
    }

    /// The same of a token request that was served.
    static func habits(ofToken form: FormBody, isBound: Bool) -> [LintRule] {
        var habits: [LintRule] = []
        if !isBound { habits.append(.unboundToken) }
        if form["refresh_token"] == nil, form["refreshToken"] != nil { habits.append(.refreshTokenName) }
        return habits
    }
}
