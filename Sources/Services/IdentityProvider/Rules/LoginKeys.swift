package import Foundation

/// What an approved login needs from outside the pure rules.
package struct LoginKeys: Sendable {
    /// The new session's id; no secret.
    package let session: String
    package let code: SecretDigest
    /// The new cookie of the browser; `nil` for a login without a browser.
    package let browser: SecretDigest?
    /// The instant on real time.
    package let realTime: Date
}
