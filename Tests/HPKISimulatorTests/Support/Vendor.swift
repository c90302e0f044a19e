import Foundation
import NIOCore
import NIOOpenSSL
import OpenSSL
import Registry
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// A vendor's program against a running simulator, as the ready file tells it to be: mutual TLS, login, CSC.
struct Vendor {
    let simulator: Simulator
    let signing: ClientConnection
    let portal: ClientConnection
    var token = ""

    static let sha256 = JSONValue.string(DigestAlgorithm.sha256.oid.description)

    /// Runs a body against a simulator of its own, ephemeral and on ports that the system chooses.
    static func withSimulator(
        _ configuration: SimulatorConfiguration = .init(),
        _ body: (Simulator) async throws -> Void
    ) async throws {
        let simulator = try await Simulator.start(configuration)
        do {
            try await body(simulator)
        } catch {
            await simulator.stop()
            throw error
        }
        await simulator.stop()
    }

    /// The same with a practitioner who has logged in.
    static func loggedIn(
        as practitioner: String = "doctor",
        _ configuration: SimulatorConfiguration = .init(),
        _ body: (Vendor) async throws -> Void
    ) async throws {
        try await withSimulator(configuration) { simulator in
            var vendor = try await Vendor(simulator)
            vendor.token = try await vendor.logIn(practitioner)
            try await body(vendor)
        }
    }

    /// - Parameter certificate: another client certificate of the world than the ready file's.
    init(_ simulator: Simulator, certificate: String? = nil) async throws {
        self.simulator = simulator
        signing = try await Self.connect(simulator, certificate: certificate)
        portal = try await ClientConnection.open(host: "127.0.0.1", port: Self.port(simulator.ready.portalURL))
    }

    static func port(_ url: String) -> Int { URLComponents(string: url)?.port ?? 0 }

    /// - Parameter certificate: another client certificate of the world than the ready file's.
    static func connect(_ simulator: Simulator, certificate: String? = nil) async throws -> ClientConnection {
        let context = try await tls(simulator, certificate: certificate)
        return try await ClientConnection.open(host: "127.0.0.1", port: port(simulator.ready.signingURL)) { channel in
            try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
        }
    }

    /// Mutual TLS and nothing above it.
    static func connectRaw(_ simulator: Simulator) async throws -> RawConnection {
        let context = try await tls(simulator)
        return try await RawConnection.open(host: "127.0.0.1", port: port(simulator.ready.signingURL)) { channel in
            try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
        }
    }

    private static func tls(_ simulator: Simulator, certificate: String? = nil) async throws -> TLSContext {
        try await settings(simulator, certificate: certificate).tlsContext(for: "localhost")
    }

    private static func settings(_ simulator: Simulator, certificate: String?) async throws -> VendorSettings {
        var settings = try VendorSettings(readyFile: simulator.readyFile, instant: { Date() })
        if let certificate {
            let blobs = simulator.parts.simulation.blobs
            let file = try await blobs.bytes(BlobID(rawValue: "client-certificate.\(certificate).p12")) ?? []
            let secret = try await blobs.bytes(BlobID(rawValue: "client-certificate.\(certificate).password")) ?? []
            settings.facility = try FacilityFile(pkcs12: file, password: String(decoding: secret, as: UTF8.self))
        }
        return settings
    }

    // MARK: - Login

    func logIn(_ practitioner: String, certificate: String? = nil) async throws -> String {
        var settings = try await Self.settings(simulator, certificate: certificate)
        settings.practitioner = practitioner
        let session = VendorSession(settings)
        let token = try await session.accessToken()
        await session.close()
        return token
    }

    // MARK: - CSC

    func csc(
        _ method: String,
        _ body: JSONValue,
        over connection: ClientConnection? = nil
    ) async throws -> ClientAnswer {
        try await (connection ?? signing).send(.json("/csc/v2/\(method)", body.text()).bearer(token))
    }

    /// Authorizes, and returns the SAD.
    func authorize(_ hashes: [[UInt8]], credential: String = "second-doctor", count: Int? = nil) async throws -> String
    {
        let answer = try await csc(
            "credentials/authorize",
            [
                "credentialID": .string(credential), "numSignatures": .integer(count ?? hashes.count),
                "hashes": .array(hashes.map { .string(Base64.encode($0)) }), "hashAlgorithmOID": Self.sha256,
                "authData": [],
            ]
        )
        return try answer.json["SAD"]?.string ?? ""
    }

    func sign(
        _ hashes: [[UInt8]],
        _ sad: String,
        credential: String = "second-doctor",
        over connection: ClientConnection? = nil
    ) async throws -> ClientAnswer {
        try await csc(
            "signatures/signHash",
            [
                "credentialID": .string(credential), "SAD": .string(sad),
                "hashes": .array(hashes.map { .string(Base64.encode($0)) }), "hashAlgorithmOID": Self.sha256,
                "signAlgo": "1.2.840.113549.1.1.1",
            ],
            over: connection
        )
    }

    /// Runs a command of the admin API.
    @discardableResult
    func command(_ name: String, _ arguments: JSONValue = [:]) async throws -> ClientAnswer {
        let body: JSONValue = ["command": .string(name), "arguments": arguments]
        return try await admin(.json("/_sim/commands", body.text()))
    }

    func admin(_ request: ClientRequest) async throws -> ClientAnswer {
        try await portal.send(request.bearer(simulator.ready.adminToken))
    }

    /// Issues and delivers a client certificate to another facility of the world.
    func issueClientCertificate(_ id: ID<ClientCertificate>, to facility: ID<Facility>) async throws {
        let world = simulator.parts.world
        let facility = try #require(world.simulation.read(FacilityDomain.self) { $0[facility] })
        let prepared = try world.vault.pki.prepare(
            ClientCertificateOrder(
                id: id,
                facility: facility,
                institutionCode: try #require(facility.mainCode),
                key: try PrivateKey.generate(.rsa(bits: 2048)),
                at: world.simulation.clock.now
            )
        )
        try await world.simulation.perform(
            .issue(prepared.record),
            in: ClientCertificateDomain.self,
            cause: .program,
            blobs: prepared.blobs
        )
    }

    static func hash(_ text: String) -> [UInt8] { DigestAlgorithm.sha256.hash(Array(text.utf8)) }
}

extension ClientAnswer {
    var json: JSONValue { get throws { try JSONValue.parse(body) } }

    /// `status error: error_description`, which is all that a refusal says.
    var refusal: String {
        let json = try? json
        return "\(status) \(json?["error"]?.string ?? "-"): \(json?["error_description"]?.string ?? "-")"
    }
}
