package import Foundation
package import WebFront

extension LoginEvent {
    package struct ClientRegistered: Codable, Sendable, Equatable {
        package let client: RegisteredClient
    }

    package struct RequestPushed: Codable, Sendable, Equatable {
        package let uri: SecretDigest
        package let request: AuthorizationRequest
        package let prompt: LoginPrompt
        package let expiresAt: Date
    }

    package struct RequestDropped: Codable, Sendable, Equatable {
        package let uri: SecretDigest
    }

    package struct ClientAuthorized: Codable, Sendable, Equatable {
        package let grant: SecretDigest
        package let clientID: String
        package let scopes: [Scope]
        package let forgottenAt: Date
    }

    package struct GrantForgotten: Codable, Sendable, Equatable {
        package let grant: SecretDigest
    }

    package struct LoginRequested: Codable, Sendable, Equatable {
        package let login: SecretDigest
        package let request: AuthorizationRequest
        package let expiresAt: Date
    }

    package struct LoginForbidden: Codable, Sendable, Equatable {
        package let clientID: String
    }

    package struct LoginDropped: Codable, Sendable, Equatable {
        package let login: SecretDigest
    }

    package struct LoginAsked: Codable, Sendable, Equatable {
        package let login: SecretDigest
        package let practitioner: String
        package let method: LoginMethod
        /// What an approval will release.
        package var credential: CredentialGrant?
    }

    package struct LoginAnswered: Codable, Sendable, Equatable {
        package let login: SecretDigest
        package let outcome: LoginOutcome
    }

    package struct LoginLapsed: Codable, Sendable, Equatable {
        package let login: SecretDigest
        /// Until when a poll can learn it.
        package let keptUntil: Date
    }

    package struct LoginApproved: Codable, Sendable, Equatable {
        package let login: SecretDigest
        package let session: String
        package let practitioner: String
        package let method: LoginMethod
        package let authenticatedAtRealTime: Date
        package let endsAt: Date
        package let browser: SecretDigest?
    }

    package struct LoginRefused: Codable, Sendable, Equatable {
        package let login: SecretDigest
        package let practitioner: String
        package let method: LoginMethod
        package let reason: LoginRefusal
    }

    package struct SessionReused: Codable, Sendable, Equatable {
        package let login: SecretDigest
        package let session: String
    }

    package struct SessionEnded: Codable, Sendable, Equatable {
        package let session: String
        package let practitioner: String
        package let reason: SessionEnd
        package let forgottenAt: Date
    }

    package struct SessionForgotten: Codable, Sendable, Equatable {
        package let session: String
    }

    package struct CodeIssued: Codable, Sendable, Equatable {
        package let code: SecretDigest
        package let login: SecretDigest
        package let session: String
        package let expiresAt: Date
        /// What its token will release.
        package var credential: CredentialGrant?
    }

    package struct CodeDropped: Codable, Sendable, Equatable {
        package let code: SecretDigest
    }

    package struct CodeRedeemed: Codable, Sendable, Equatable {
        package let code: SecretDigest
        package let clientID: String
    }

    package struct TokenIssued: Codable, Sendable, Equatable {
        package let token: SecretDigest
        package let use: TokenUse
        package let grant: SecretDigest
        package let scopes: [Scope]
        /// SHA-256 of the client certificate it is bound to, lower-case hex.
        package let certificate: String?
        package let expiresAt: Date
    }

    package struct TokenReplaced: Codable, Sendable, Equatable {
        package let token: SecretDigest
    }

    package struct TokenRefused: Codable, Sendable, Equatable {
        package let clientID: String
        package let reason: TokenRefusal
        /// The code that is worthless from now on: it was presented wrongly once.
        package let burnedCode: SecretDigest?
    }

    package struct TokenRevoked: Codable, Sendable, Equatable {
        package let token: SecretDigest
    }

    package struct GrantRevoked: Codable, Sendable, Equatable {
        package let grant: SecretDigest
        package let reason: GrantEnd
    }
}
