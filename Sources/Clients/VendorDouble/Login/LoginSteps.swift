import Foundation
import OpenSSL

/// The login without a browser: authorization URL, choice of method, polling while somebody is asked, code.
struct LoginSteps: Sendable {
    let connections: KeptConnections
    let settings: VendorSettings
    let metadata: ServerMetadata

    /// The offer at the authorization URL, as far as it matters here.
    private struct Offer: Decodable {
        let submit: String
    }

    private struct Choice: Encodable {
        let practitioner: String
        let method: String
        let outcome: String?
    }

    /// Either where the login has led to, or where to ask again.
    private struct Step: Decodable {
        let redirect: String?
        let pending: String?
    }

    /// - Parameter asked: what is asked for, besides what every authorization request says.
    /// - Returns: the authorization code.
    func code(_ key: ProofKey, _ asked: [(String, String)]) async throws(VendorFailure) -> String {
        let state = SecureRandom.token(byteCount: 16)
        let own = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.redirectURI),
            ("state", state), ("code_challenge", key.challenge), ("code_challenge_method", "S256"),
        ]
        let endpoint = metadata.authorization_endpoint
        let call = "GET \(try ServerURL(endpoint).target)"
        return try code(in: try await destination(endpoint, own + asked), state, call)
    }

    /// Where a request to an authorization endpoint leads in the end, after the person's part.
    func destination(_ endpoint: String, _ parameters: [(String, String)]) async throws(VendorFailure) -> String {
        let query = parameters.map { "\($0)=\(ClientRequest.percentEncoded($1))" }.joined(separator: "&")
        let address = try ServerURL(endpoint + (endpoint.contains("?") ? "&" : "?") + query)
        let request = ClientRequest.get(address.target, fields: Self.asksForJSON)
        let answer = try await connections.send(request, to: address, isRepeatable: true)
        if answer.status == 302, let location = answer["Location"] { return location }
        return try await redirect(try answer.json(Offer.self, call: request.call))
    }

    private func redirect(_ offer: Offer) async throws(VendorFailure) -> String {
        let choice = Choice(
            practitioner: settings.practitioner,
            method: settings.method.rawValue,
            outcome: settings.loginOutcome
        )
        let submit = try ServerURL(offer.submit)
        let request = try ClientRequest.json(submit.target, encoding: choice, fields: Self.asksForJSON)
        var answer = try await connections.send(request, to: submit, isRepeatable: false)
        var call = request.call
        var waiting = Waiting(settings.patience)
        while true {
            let step = try answer.json(Step.self, call: call)
            if let redirect = step.redirect { return redirect }
            guard let pending = step.pending else {
                throw VendorFailure(call, .unreadable(UnreadableAnswer(answer.status, .member("redirect"))))
            }
            guard await waiting.wait(answer.retryAfter) else { throw VendorFailure(call, .stillPending) }
            let url = try ServerURL(pending)
            let poll = ClientRequest.get(url.target, fields: Self.asksForJSON)
            // Not repeatable: the code is handed out once.
            answer = try await connections.send(poll, to: url, isRepeatable: false)
            call = poll.call
        }
    }

    /// RFC 6749, section 4.1.2; RFC 9207, section 2.4.
    private func code(in location: String, _ state: String, _ call: String) throws(VendorFailure) -> String {
        guard location.hasPrefix(settings.redirectURI), let items = URLComponents(string: location)?.queryItems else {
            throw VendorFailure(call, .login(.noCode))
        }
        let values = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        guard values["state"] == state else { throw VendorFailure(call, .login(.foreignState)) }
        let promisesIssuer = metadata.authorization_response_iss_parameter_supported == true
        guard values["iss"] == metadata.issuer || values["iss"] == nil && !promisesIssuer else {
            throw VendorFailure(call, .login(.foreignIssuer))
        }
        if let error = values["error"] {
            throw VendorFailure(call, .login(.refused(error: error, sentence: values["error_description"])))
        }
        guard let code = values["code"], !code.isEmpty else { throw VendorFailure(call, .login(.noCode)) }
        return code
    }

    static let asksForJSON: [ClientRequest.Field] = [("Accept", "application/json")]
}
