import Foundation
import HPKISimulator
import OpenSSL
import Simulation
import Testing
import VendorDouble

/// A simulator of one test's own with the reference application at it.
struct Bench {
    let simulator: Simulator
    let client: RemoteSigningClient

    static func with(
        change: (inout VendorSettings) -> Void = { _ in },
        body: (Bench) async throws -> Void
    ) async throws {
        let simulator = try await Simulator.start()
        do {
            var settings = try VendorSettings(readyFile: simulator.readyFile, instant: { Date() })
            change(&settings)
            let bench = Bench(simulator: simulator, client: RemoteSigningClient(VendorSession(settings)))
            try await body(bench)
            await bench.client.session.close()
        } catch {
            await simulator.stop()
            throw error
        }
        await simulator.stop()
    }

    func command(_ name: String, _ arguments: JSONValue) async throws {
        let body: JSONValue = ["command": .string(name), "arguments": arguments]
        let answer = try await admin(.json("/_sim/commands", body.text()))
        #expect(answer.status == 200, "\(answer.text)")
    }

    func events(_ type: String) async throws -> [JSONValue] {
        try JSONValue.parse(try await admin(.get("/_sim/journal?type=\(type)")).body)["events"]?.array ?? []
    }

    /// The handshakes that were refused because of a certificate.
    ///
    /// They are written behind, in order: one without any certificate is made after them, and waited for.
    func refusedCertificates() async throws -> [JSONValue] {
        var settings = client.session.settings
        settings.facility = nil
        settings.versions = .tls12 ... .tls13
        await #expect(throws: VendorFailure.self) {
            _ = try await RemoteSigningClient(VendorSession(settings)).service()
        }
        while true {
            let refused = try await events("tls.rejected")
            if refused.last?["payload"]?["alert"] == 116 { return refused.dropLast() }
            try Task.checkCancellation()
        }
    }

    func admin(_ request: ClientRequest) async throws -> ClientAnswer {
        let portal = try await connection()
        let answer = try await portal.send(request.bearer(simulator.ready.adminToken))
        try await portal.close()
        return answer
    }

    private func connection() async throws -> ClientConnection {
        let port = URLComponents(string: simulator.ready.portalURL)?.port ?? 0
        return try await ClientConnection.open(host: "127.0.0.1", port: port)
    }
}
