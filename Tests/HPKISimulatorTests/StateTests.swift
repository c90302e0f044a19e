import Foundation
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// A kept state directory: what was answered stays true.
@Suite(.timeLimit(.minutes(5))) struct StateTests {
    private func kept(in directory: TemporaryDirectory) -> SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.storage = .directory(directory.url.appending(path: "state"))
        return configuration
    }

    @Test func `keeps certificates, revocations and spent authorizations over a restart`() async throws {
        let directory = try TemporaryDirectory()
        var before = ""
        var sad = ""
        var token = ""
        try await Vendor.loggedIn(kept(in: directory)) { vendor in
            token = vendor.token
            before = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).text
            sad = try await vendor.authorize([Vendor.hash("one")])
            #expect(try await vendor.sign([Vendor.hash("one")], sad).status == 200)
            try await vendor.command("credential.suspend", ["credential": "second-pharmacist"])
        }
        try await Vendor.withSimulator(kept(in: directory)) { simulator in
            var vendor = try await Vendor(simulator)
            vendor.token = token
            #expect(try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).text == before)
            let replay = try await vendor.sign([Vendor.hash("one")], sad)
            #expect(replay.refusal == "400 invalid_request: Invalid parameter SAD")
            let world = try await vendor.admin(.get("/_sim/world")).json
            let pharmacist = world["credentials"]?.array?.first { $0["id"] == "second-pharmacist" }
            #expect(pharmacist?["status"] == "suspended")
        }
    }

    @Test func `refuses a second simulator on the same directory, naming the first`() async throws {
        let directory = try TemporaryDirectory()
        let configuration = kept(in: directory)
        try await Vendor.withSimulator(configuration) { _ in
            let error = await #expect(throws: SimulatorError.self) { try await Simulator.start(configuration) }
            #expect(error?.isUnavailable == true)
            #expect(error?.description.contains("\(ProcessInfo.processInfo.processIdentifier)") == true)
        }
    }

    @Test func `refuses a port that is taken, naming it, and leaves nothing behind`() async throws {
        try await Vendor.withSimulator { simulator in
            var configuration = SimulatorConfiguration()
            configuration.signingPort = Vendor.port(simulator.ready.signingURL)
            let error = await #expect(throws: SimulatorError.self) { try await Simulator.start(configuration) }
            #expect(
                error?.description
                    == "127.0.0.1:\(configuration.signingPort) (signing) is in use by another program: "
                    + "stop it, or choose another port"
            )
            #expect(error?.isUnavailable == true)
        }
    }

    @Test func `refuses a directory with other things in it`() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("precious", to: "notes.txt")
        var configuration = SimulatorConfiguration()
        configuration.storage = .directory(directory.url)
        let error = await #expect(throws: SimulatorError.self) { try await Simulator.start(configuration) }
        #expect(error?.isUnavailable == false)
        #expect(error?.description.contains(directory.path) == true)
        #expect(try directory.read("notes.txt") == Array("precious".utf8))
    }

    @Test func `writes its files for their owner only, and takes the ready file away`() async throws {
        let directory = try TemporaryDirectory()
        let configuration = kept(in: directory)
        try await Vendor.withSimulator(configuration) { simulator in
            for path in [simulator.readyFile.path, simulator.ready.pkcs12 ?? "", simulator.ready.caFile] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(path)")
            }
            #expect(try ReadyFile(contentsOf: simulator.readyFile) == simulator.ready)
        }
        #expect(!FileManager.default.fileExists(atPath: directory.path("state/ready.json")))
    }
}
