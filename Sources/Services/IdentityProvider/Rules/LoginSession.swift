package import Foundation

/// A person's authentication, good for 18 hours on the simulation clock.
package struct LoginSession: Codable, Sendable, Equatable {
    package let id: String
    package let practitionerID: String
    package let method: LoginMethod
    /// On the simulation clock.
    package let authenticatedAt: Date
    /// On real time: `auth_time` as foreign clients read it.
    package let authenticatedAtRealTime: Date
    package let endsAt: Date
    /// The cookie of the browser that may use the session again; `nil` for a login without a browser.
    package let browser: SecretDigest?
    /// `nil` while the session lives.
    package var ended: End?
    /// Grants made under it, oldest first.
    package var grants: [SecretDigest] = []

    package struct End: Codable, Sendable, Equatable {
        package let instant: Date
        package let reason: SessionEnd
        package let forgottenAt: Date
    }

    package func isAlive(at now: Date) -> Bool { ended == nil && now < endsAt }

    /// Whether it is the login behind one release of a credential.
    package var isRelease: Bool { endsAt.timeIntervalSince(authenticatedAt) < LoginPolicy.sessionLifetime }

    /// The instant at which something happens to it next.
    package var deadline: Date { ended?.forgottenAt ?? endsAt }
}
