/// How far an application insists on a fresh login: `prompt` and `max_age` of OpenID Connect Core section 3.1.2.1.
package struct LoginPrompt: Codable, Sendable, Equatable {
    /// `prompt=login` or `select_account`: a session that the browser has is not used.
    package var mustAuthenticate = false
    /// `prompt=none`: no page may be shown.
    package var isSilent = false
    /// `max_age`: the oldest login that will do, in seconds.
    package var maximumAge: Int?
}
