import Foundation

/// A fault that lies outside the simulator, set up around a client until it is ended.
struct EnvironmentSetup: Sendable {
    /// The variables as the fault changes them.
    let variables: [String: String]
    private let stop: @Sendable () async -> Void

    private init(_ variables: [String: String], stop: @escaping @Sendable () async -> Void = {}) {
        self.variables = variables
        self.stop = stop
    }

    /// Ends what had to be started for it.
    func end() async { await stop() }

    static func start(_ fault: EnvironmentFault?, _ environment: [String: String]) async throws -> EnvironmentSetup {
        var changed = environment
        let signingURL = environment["HPKI_SIM_SIGNING_URL"] ?? ""
        let port = URLComponents(string: signingURL)?.port ?? 0
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
            let relay = try await LoopbackRelay.start(host: "127.0.0.2", to: port)
            changed["HPKI_SIM_SIGNING_URL"] = signingURL.replacing(host: relay.host, port: relay.port)
            return EnvironmentSetup(changed, stop: relay.stop)
        case .interceptingProxy:
            let proxy = try await InterceptingProxy.start()
            changed["HPKI_SIM_SIGNING_URL"] = signingURL.replacing(host: "localhost", port: proxy.port)
            return EnvironmentSetup(changed, stop: proxy.stop)
        case .proxyAsksPassword, .proxyWithPassword:
            let proxy = try await PasswordProxy.start()
            let address = proxy.address(withPassword: fault == .proxyWithPassword)
            // Programs differ in which of the two they read.
            changed["HTTPS_PROXY"] = address
            changed["https_proxy"] = address
            return EnvironmentSetup(changed, stop: proxy.stop)
        }
        return EnvironmentSetup(changed)
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
