import Foundation
import HPKISimulator
import ISO7816
import PCSC
import ScenarioEngine
import Simulation
import TestSupport
import Testing

/// A card of ours in the virtual reader of a real pcscd.
@Suite(.timeLimit(.minutes(5)))
struct VPCDPeerTests {
    private static let reader = "Virtual PCD 00 00"

    /// Runs `body` with a card of ours in the service's reader.
    private func withCard<Value: Sendable>(
        body: @escaping @Sendable (ServedBus, RealPCSCD) async throws -> Value
    ) async throws -> Value {
        try await RealPCSCD.with { service in
            try await ServedBus.with { served in
                let endpoint = VPCDEndpoint(
                    bus: served.bus,
                    reader: ServedBus.reader,
                    host: "127.0.0.1",
                    port: service.port
                )
                let running = Task { await endpoint.run() }
                defer { running.cancel() }
                try await service.process.waitForOutput(containing: "Card ATR: 3B 88 80 01")
                return try await body(served, service)
            }
        }
    }

    @Test(.needsPCSCD, .needs(program: "opensc-tool"))
    func `opensc-tool reads the card through pcscd`() async throws {
        try await withCard { served, service in
            let atr = try await PCSCPeer.run("opensc-tool", ["-a"], on: service.socket)
            #expect(atr.outputText.contains("3b:88:80:01:00:00:41:e0:b3:81:a1:00:3b"), "\(atr.allText)")
            _ = try await PCSCPeer.run("opensc-tool", ["-n"], on: service.socket)
            #expect(served.card.commands.count > 10)
            #expect(served.card.resets > 0)
        }
    }

    /// The whole way: a simulator as `serve --vpcd` starts it, its two cards in the driver's two slots.
    @Test(.needsPCSCD, .needs(program: "opensc-tool"))
    func `a simulator's cards are both in pcscd, and leave it by the simulator's commands`() async throws {
        try await RealPCSCD.with { service in
            var configuration = SimulatorConfiguration()
            configuration.virtualReaderDriver = .init(host: "127.0.0.1", port: service.port)
            try await RunningSimulator.with(configuration) { simulator in
                try await service.process.waitForOutput(containing: "Card ATR: 3B 88 80 01 00 4E 00 00 F7 81 D1 00 E0")
                try await service.process.waitForOutput(containing: "Card ATR: 3B 88 80 01 00 00 41 E0 B3 81 A1 00 3B")
                let tries = try await PCSCPeer.run(
                    "opensc-tool",
                    ["-r", Self.reader, "-s", "00A4040007E828BD080F0001", "-s", "00200096"],
                    on: service.socket
                )
                #expect(tries.outputText.contains("Received (SW1=0x63, SW2=0xCF)"), "\(tries.allText)")
                try await simulator.scenarioHost.catalogue.run("card.remove", ["card": "hpki-doctor"])
                try await service.process.waitForOutput(containing: "Card Removed From \(Self.reader)")
            }
        }
    }

    @Test(.needsPCSCD, .needsPyscard)
    func `pyscard sees the card leave, come back, and answer`() async throws {
        try await withCard { served, service in
            let script = PCSCPeer.script("pcsc_wait")
            let ended = try await PCSCPeer.running(
                PCSCPeer.python,
                [script],
                on: service.socket,
                readyWhen: "ready"
            ) { process in
                func tell(_ line: String) async throws { try await process.write(Array("\(line)\n".utf8)) }
                for line in ["connect", "transmit 80010203", "transmit 80023A98", "wait 30"] { try await tell(line) }
                try await process.waitForOutput(containing: "waiting")
                try served.bus.remove(from: ServedBus.reader)
                try await process.waitForOutput(containing: "4 wait 0x20012")
                try await tell("transmit 8001")
                try await tell("wait 30")
                try await process.waitForOutput(containing: "5 transmit 0x80100069")
                try served.bus.insert(served.card, into: ServedBus.reader)
                try await process.waitForOutput(containing: "6 wait 0x30122")
                for line in ["reconnect", "transmit 8001"] { try await tell(line) }
                try await process.closeInput()
                await process.untilOutputEnds()
            }.ended
            let long = String(repeating: "ab", count: 15000) + "9000"
            #expect(ended.outputText.contains("2 transmit 800102039000"))
            #expect(ended.outputText.contains("3 transmit \(long)\n"))
            #expect(ended.outputText.hasSuffix("7 reconnect 0x0\n8 transmit 80019000\n"), "\(ended.allText)")
        }
    }

    @Test(.needsPCSCD, .needsPyscard)
    func `a card pulled in the middle of a command is an empty answer, since vpcd has no word for it`() async throws {
        try await withCard { served, service in
            let script = PCSCPeer.script("pcsc_wait")
            let ended = try await PCSCPeer.running(
                PCSCPeer.python,
                [script],
                on: service.socket,
                readyWhen: "ready"
            ) { process in
                try await process.write(Array("connect\ntransmit 8005\n".utf8))
                try await process.waitForOutput(containing: "2 transmit")
                try await process.closeInput()
                await process.untilOutputEnds()
            }.ended
            #expect(ended.outputText == "ready\n1 connect 0x0\n2 transmit \n", "\(ended.allText)")
            #expect(served.bus.readers.map(\.atr) == [nil])
        }
    }
}
