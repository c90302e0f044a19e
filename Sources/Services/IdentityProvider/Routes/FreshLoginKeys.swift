import Foundation
import OpenSSL

/// What an approved login needs, drawn before it is known whether it will be approved.
struct FreshLoginKeys: Sendable {
    let code = FreshSecret()
    /// `nil` for a login without a browser.
    let browser: FreshSecret?
    let digests: LoginKeys

    init(isBrowser: Bool, realTime: Date) {
        browser = isBrowser ? FreshSecret() : nil
        digests = LoginKeys(
            session: SecureRandom.token(byteCount: 16),
            code: code.digest,
            browser: browser?.digest,
            realTime: realTime
        )
    }
}
