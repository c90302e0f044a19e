import Foundation
import OpenSSL

@testable import IdentityProvider

/// The bare rules over a state, with secrets that a test can name.
struct LoginBench {
    static let redirectURI = "http://127.0.0.1:3000/callback"
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let start = Date(timeIntervalSince1970: 1_780_000_000)
    static let doctor = LoginPractitioner(
        id: "doctor",
        name: "検証 太郎",
        roles: ["医師"],
        methods: [.hpkiCard, .fido],
        credentials: [
            LoginCredential(id: "C-off", isEnabled: false, multisign: 100),
            LoginCredential(id: "C-1", isEnabled: true, multisign: 3),
        ]
    )

    var state = LoginState()
    var now = Self.start
    private var drawn = 0

    /// A digest that stands for a fresh secret.
    mutating func fresh() -> SecretDigest {
        drawn += 1
        return SecretDigest(of: "secret \(drawn)")
    }

    mutating func keys(browser: SecretDigest? = nil) -> LoginKeys {
        let code = fresh()
        return LoginKeys(session: "session \(drawn)", code: code, browser: browser, realTime: now)
    }

    @discardableResult
    mutating func perform(_ command: LoginCommand) throws(LoginFailure) -> [LoginEvent] {
        let events = try LoginRules.decide(command, in: state, at: now)
        for event in events { state.apply(event, at: now) }
        return events
    }

    /// Moves the clock and lets everything due happen at its own instant.
    mutating func advance(by seconds: TimeInterval) throws {
        let end = now + seconds
        while let due = state.nextDeadline, due <= end {
            now = max(now, due)
            try perform(.expire)
        }
        now = end
    }

    static func request(
        client: String = "vendor",
        scopes: [Scope] = [.openID, .service],
        method: LoginMethod? = nil,
        hint: String? = nil,
        credential: CredentialRequest? = nil
    ) -> AuthorizationRequest {
        AuthorizationRequest(
            clientID: client,
            redirectURI: redirectURI,
            redirectURIWasGiven: true,
            scopes: scopes,
            state: "xyz",
            nonce: "n-0S6",
            codeChallenge: ProofKey.challenge(of: verifier),
            method: method,
            loginHint: hint,
            credential: credential
        )
    }

    /// What asks for the release of ``doctor``'s credential.
    static func release(
        credentialID: String? = "C-1",
        qualifier: String? = nil,
        numSignatures: Int = 1,
        text: String = "prescription",
        type: String? = nil
    ) -> CredentialRequest {
        let hash = Base64.encode(DigestAlgorithm.sha256.hash(Array(text.utf8)))
        return CredentialRequest(
            credentialID: credentialID,
            signatureQualifier: qualifier,
            numSignatures: numSignatures,
            digests: [DocumentDigest(hash: hash)],
            hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
            description: nil,
            detailsType: type,
            locations: nil
        )
    }

    /// Opens a login and returns its handle's digest.
    mutating func open(_ request: AuthorizationRequest = request()) throws -> SecretDigest {
        let login = fresh()
        try perform(
            .request(
                LoginRequest(request: request, prompt: LoginPrompt(), login: login, browser: nil, code: fresh())
            )
        )
        return login
    }

    @discardableResult
    mutating func submit(
        _ login: SecretDigest,
        method: LoginMethod = .hpkiCard,
        outcome: LoginOutcome = .approve,
        practitioner: LoginPractitioner = doctor,
        browser: SecretDigest? = nil
    ) throws -> (events: [LoginEvent], keys: LoginKeys) {
        let keys = keys(browser: browser)
        let submission = LoginSubmission(
            login: login,
            practitioner: practitioner,
            method: method,
            outcome: outcome,
            keys: keys
        )
        return (try perform(.submit(submission)), keys)
    }

    /// A login up to its code.
    mutating func code(_ request: AuthorizationRequest = request()) throws -> LoginKeys {
        let login = try open(request)
        return try submit(login).keys
    }

    mutating func redemption(
        _ code: SecretDigest,
        client: String = "vendor",
        redirectURI: String? = redirectURI,
        verifier: String = verifier,
        certificate: String? = nil,
        details: CredentialRequest? = nil
    ) -> CodeRedemption {
        CodeRedemption(
            code: code,
            clientID: client,
            redirectURI: redirectURI,
            challenge: ProofKey.challenge(of: verifier),
            certificate: certificate,
            details: details,
            accessToken: fresh(),
            refreshToken: fresh()
        )
    }

    /// A login up to its tokens.
    mutating func tokens(
        _ request: AuthorizationRequest = request(),
        certificate: String? = nil
    ) throws -> CodeRedemption {
        let code = try code(request).code
        let redemption = redemption(code, client: request.clientID, certificate: certificate)
        try perform(.redeem(redemption))
        return redemption
    }

    mutating func refresh(
        _ token: SecretDigest,
        client: String = "vendor",
        scopes: [Scope]? = nil,
        certificate: String? = nil
    ) -> TokenRefresh {
        TokenRefresh(
            token: token,
            clientID: client,
            scopes: scopes,
            certificate: certificate,
            accessToken: fresh(),
            refreshToken: fresh()
        )
    }
}

extension [LoginEvent] {
    /// Why the token endpoint refuses; `nil` where it does not.
    var refusal: TokenRefusal? {
        for case .tokenRefused(let event) in self { return event.reason }
        return nil
    }

    var issuesTokens: Bool {
        contains { if case .tokenIssued = $0 { true } else { false } }
    }
}
