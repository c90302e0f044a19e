import Foundation
import OpenSSL
import Simulation
import VendorDouble

extension ReferenceClient {
    /// The facility's file as it is now; who is logged in stays so.
    func changeCertificate(_ arguments: [String: JSONValue], _ state: inout State) async throws {
        let settings = try VendorSettings(
            environment: try await present(),
            system: arguments["system"]?.string.flatMap(CertificateSystem.init) ?? .current,
            instant: self.settings.instant
        )
        guard let facility = settings.facility else {
            throw VendorFailure("open the .p12 file", .settings("there is none"))
        }
        guard let session = state.session else { return }
        var changed = session.settings
        changed.facility = facility
        state.facility = facility
        state.session = await session.moved(to: changed)
        await session.close()
    }

    func accountToken(_ arguments: [String: JSONValue]) throws -> String {
        let error = arguments["clock"]?.string.flatMap { Duration(text: $0) } ?? .zero
        return try AccountToken(
            clientID: arguments["client"]?.string ?? "",
            account: arguments["account"]?.string ?? "",
            secret: arguments["secret"]?.string ?? "",
            issuedAt: settings.instant().addingTimeInterval(error.seconds)
        ).text()
    }

    /// A request to the authorization server as it is written.
    func oauth(_ arguments: [String: JSONValue], _ session: VendorSession, _ state: inout State) async throws {
        guard let endpoint = arguments["endpoint"]?.string.flatMap(OAuthEndpoint.init) else { return }
        let dialect = arguments["dialect"]?.string.flatMap(OAuthEndpoint.Dialect.init) ?? .openIDConnect
        let parameters = try self.parameters(endpoint, arguments, session.settings, &state)
        let wanted = WantedAnswer(arguments["answer"])
        let saved = arguments["save"]?.object ?? [:]
        guard endpoint == .authorize else {
            let answer = try await session.request(endpoint, dialect, parameters)
            if let surprise = wanted.surprise(endpoint.rawValue, answer) { throw surprise }
            if !saved.isEmpty { try keep(saved, of: answer, to: endpoint.rawValue, &state) }
            return
        }
        let location: String
        do {
            location = try await session.authorization(dialect, parameters)
        } catch {
            guard let refusal = error.refusal, arguments["answer"] != nil else { throw error }
            if let surprise = wanted.surprise(endpoint.rawValue, refusal) { throw surprise }
            return
        }
        try judge(location, arguments, saved, &state)
    }

    private func judge(
        _ location: String,
        _ arguments: [String: JSONValue],
        _ saved: [String: JSONValue],
        _ state: inout State
    ) throws {
        let items = URLComponents(string: location)?.queryItems ?? []
        let values = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        func surprise(_ reason: String) -> UnexpectedAnswer {
            let refusal = Refusal(302, values["error"], values["error_description"])
            return UnexpectedAnswer("authorize", refusal, reason)
        }
        guard arguments["answer"] == nil else { throw surprise("an error page was wanted") }
        for (name, value) in arguments["redirect"]?.object ?? [:] {
            let wanted = value.filled(with: state.names)
            guard values[name].map(JSONValue.string) ?? .null == wanted else {
                throw surprise("\(name) is \(values[name] ?? "missing") instead of \(wanted)")
            }
        }
        for (name, member) in saved {
            guard let value = member.string.flatMap({ values[$0] }) else {
                throw surprise("the redirect has no \(member)")
            }
            state.names[name] = value
        }
    }

    /// The usual ones, as far as the step does not write them itself.
    private func parameters(
        _ endpoint: OAuthEndpoint,
        _ arguments: [String: JSONValue],
        _ settings: VendorSettings,
        _ state: inout State
    ) throws -> [(String, String)] {
        let written = arguments["parameters"]?.object ?? [:]
        if endpoint == .authorize || endpoint == .push, written["request_uri"] == nil {
            let verifier = SecureRandom.token(byteCount: 32)
            state.names["verifier"] = verifier
            state.names["challenge"] = Base64URL.encode(DigestAlgorithm.sha256.hash(Array(verifier.utf8)))
            state.names["state"] = SecureRandom.token(byteCount: 16)
        }
        var parameters = usual(endpoint, settings, isPushed: written["request_uri"] != nil)
        for (name, value) in written { parameters[name] = value.string }
        return parameters.sorted { $0.key < $1.key }.map { name, value in
            (name, JSONValue.string(value).filled(with: state.names).string ?? value)
        }
    }

    private func usual(_ endpoint: OAuthEndpoint, _ settings: VendorSettings, isPushed: Bool) -> [String: String] {
        var parameters = ["client_id": settings.clientID]
        switch endpoint {
        case .authorize where isPushed: break
        case .authorize, .push:
            let own = [
                "response_type": "code", "redirect_uri": settings.redirectURI, "state": "${state}",
                "scope": "openid service", "code_challenge": "${challenge}", "code_challenge_method": "S256",
            ]
            parameters.merge(own) { first, _ in first }
        case .token:
            let own = [
                "grant_type": "authorization_code", "code": "${code}", "redirect_uri": settings.redirectURI,
                "code_verifier": "${verifier}",
            ]
            parameters.merge(own) { first, _ in first }
        case .revoke: break
        }
        return parameters
    }
}
