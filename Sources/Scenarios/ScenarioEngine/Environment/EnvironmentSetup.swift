import Foundation

/// Makes the faults that lie outside the simulator, around a client.
enum EnvironmentSetup {
    /// Runs `body` with the variables as the fault changes them; what had to be started for it is ended then.
    static func with<Value: Sendable>(
        _ fault: EnvironmentFault?,
        _ environment: [String: String],
        _ body: ([String: String]) async throws -> Value
    ) async throws -> Value {
        var changed = environment
        let signingURL = environment["HPKI_SIM_SIGNING_URL"] ?? ""
        switch fault {
        case nil: break
        case .closedPort:
            // tcpmux (RFC 1078), which nobody serves.
            changed["HPKI_SIM_SIGNING_URL"] = "https://localhost:1"
        case .unknownHost:
            // RFC 6761, section 6.4: never resolves.
            changed["HPKI_SIM_SIGNING_URL"] = signingURL.replacing(host: "signing.invalid")
        case .untrustedServer:
            changed["HPKI_SIM_CA_FILE"] = environment["HPKI_SIM_HPKI_CA_FILE"]
        case .noCardService:
            changed["PCSCLITE_CSOCK_NAME"] = "/nonexistent/pcscd.comm"
        case .wrongHostName:
            // The whole of 127.0.0.0/8 is this machine, and the certificate has the first address alone.
            let relay = try await LoopbackRelay.start(host: "127.0.0.2", to: URL(string: signingURL)?.port ?? 0)
            changed["HPKI_SIM_SIGNING_URL"] = signingURL.replacing(host: relay.host, port: relay.port)
            return try await ended(relay.stop) { try await body(changed) }
        case .interceptingProxy:
            let proxy = try await InterceptingProxy.start()
            changed["HPKI_SIM_SIGNING_URL"] = signingURL.replacing(host: "localhost", port: proxy.port)
            return try await ended(proxy.stop) { try await body(changed) }
        }
        return try await body(changed)
    }

    private static func ended<Value: Sendable>(
        _ stop: () async -> Void,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body()
            await stop()
            return value
        } catch {
            await stop()
            throw error
        }
    }
}

extension String {
    fileprivate func replacing(host: String, port: Int? = nil) -> String {
        guard var parts = URLComponents(string: self) else { return self }
        parts.host = host
        if let port { parts.port = port }
        return parts.string ?? self
    }
}
