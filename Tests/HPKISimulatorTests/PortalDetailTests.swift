import NIOCore
import NIOPosix
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// Small things that clients trip over.
@Suite(.timeLimit(.minutes(5))) struct PortalDetailTests {
    @Test(arguments: ["-5d", "3000000d"]) func `says what is wrong with a move of the clock`(by: String) async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            var request = ClientRequest("PUT", "/_sim/clock", fields: [("Content-Type", "application/json")])
            request.body = Array(JSONValue.object(["advance": .string(by)]).utf8())
            let answer = try await vendor.admin(request)
            #expect(answer.status == 400)
            #expect(try answer.json["error"] == "invalid_request")
        }
    }

    @Test func `takes white space around a media type`() async throws {
        try await Vendor.withSimulator { simulator in
            let signing = try await Vendor.connect(simulator)
            var request = ClientRequest.json("/csc/v2/info", "{}")
            request.fields[0].value = "application/json ; charset=utf-8"
            #expect(try await signing.send(request).status == 200)
        }
    }

    @Test func `answers 404 in JSON below a path with a suffix, and serves what certificates point to`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let missing = try await vendor.portal.send(.get("/pki/ca/tls-root"))
            #expect(missing.status == 404)
            #expect(try missing.json["error"] == "not_found")
            #expect(try await vendor.portal.send(.get("/pki/cps/")).text.hasPrefix("TEST - NOT FOR PRODUCTION"))
        }
    }

    @Test func `calls a broken chunk the client's mistake`() async throws {
        try await Vendor.withSimulator { simulator in
            let connection = try await Vendor.connectRaw(simulator)
            try await connection.send(
                "POST /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"
            )
            let answer = String(decoding: try await connection.receivedToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer)")
        }
    }

    /// What CI does: it polls before the simulator is there, and the start fails.
    @Test func `ends a failed start though a client is waiting`() async throws {
        let signing = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let portal = try await FreePort.find()
        var configuration = SimulatorConfiguration()
        configuration.portalPort = portal
        configuration.signingPort = try #require(signing.localAddress?.port)
        let polling = Task {
            while !Task.isCancelled {
                guard let connection = try? await ClientConnection.open(host: "127.0.0.1", port: portal) else {
                    await Task.yield()
                    continue
                }
                let status = try? await connection.send(.get("/logo.png")).status
                try? await connection.close()
                if let status { return status }
            }
            return 0
        }
        await #expect(throws: SimulatorError.self) { _ = try await Simulator.start(configuration) }
        polling.cancel()
        #expect([0, 503].contains(await polling.value))
        try await signing.close().get()
    }
}
