import Foundation
import ISO7816
import PCSC
import TestSupport
import Testing

/// Programs that know nothing of the simulator, on its socket.
@Suite(.timeLimit(.minutes(5)))
struct CardProgramTests {
    private static let atr = "3B 88 80 01 00 00 41 E0 B3 81 A1 00 3B"

    @Test(.needs(program: "opensc-tool"), arguments: PCSCPeer.Library.present)
    func `opensc-tool lists the reader and reads the answer to reset`(library: PCSCPeer.Library) async throws {
        try await ServedBus.with { served in
            let list = try await PCSCPeer.run("opensc-tool", ["-l"], on: served.path, library)
            #expect(list.outputText.contains("0    Yes             \(ServedBus.reader)"), "\(list.allText)")
            let atr = try await PCSCPeer.run("opensc-tool", ["-a"], on: served.path, library)
            #expect(atr.outputText.uppercased().contains(Self.atr.replacing(" ", with: ":")), "\(atr.allText)")
            // It is no card that OpenSC knows; but all its probes got their answers.
            let name = try await PCSCPeer.run("opensc-tool", ["-n"], on: served.path, library)
            #expect(name.allText.contains("Unsupported card"), "\(name.allText)")
            #expect(served.card.commands.count > 10)
            try served.bus.remove(from: ServedBus.reader)
            let empty = try await PCSCPeer.run("opensc-tool", ["-l"], on: served.path, library)
            #expect(empty.outputText.contains("0    No              \(ServedBus.reader)"), "\(empty.allText)")
        }
    }

    @Test(.needs(program: "pcsc_scan"), arguments: PCSCPeer.Library.present)
    func `pcsc_scan follows readers and cards`(library: PCSCPeer.Library) async throws {
        try await ServedBus.with { served in
            _ = try await PCSCPeer.running("pcsc_scan", ["-n"], on: served.path, library) { process in
                try await process.waitForOutput(containing: "0: \(ServedBus.reader)")
                try await process.waitForOutput(containing: Self.atr)
                try served.bus.remove(from: ServedBus.reader)
                // It must be waiting again: since 4:5 the library itself loses a reader that comes between two waits of a
                // program that keeps no count.
                try await process.waitForOutput(containing: "Card removed, \n\r - \r \\ \r | ")
                try served.bus.attach(ReaderDescription(name: "医療 01 00"))
                try await process.waitForOutput(containing: "1: 医療 01 00")
                try served.bus.insert(ScriptedCard(atr: [0x3B, 0x00]), into: "医療 01 00")
                try await process.waitForOutput(containing: "3B 00")
            }
        }
    }

    @Test(.needs(program: "javac"), .needsPCSCLibrary)
    func `Java's smartcardio uses the card and waits for another`() async throws {
        try await ServedBus.with { served in
            let printed = try await PeerScript.runningJava(
                "CardTerminalClient",
                options: ["-Dsun.security.smartcardio.library=\(try #require(PCSCPeer.libraryPath))"],
                environment: PCSCPeer.environment(served.path)
            ) { process in
                try await process.waitForOutput(containing: "waiting")
                try served.bus.remove(from: ServedBus.reader)
                try await process.waitForOutput(containing: "SCARD_W_REMOVED_CARD")
                try served.bus.insert(served.card, into: ServedBus.reader)
                await process.untilOutputEnds()
            }
            let lines = [
                "\(ServedBus.reader) true", "T=1 \(Self.atr.replacing(" ", with: "").lowercased())", "1000 9000",
                "waiting", "true", "SCARD_W_REMOVED_CARD", "true",
            ]
            #expect(printed.split(separator: "\n").map(String.init) == lines)
        }
    }

    // MARK: - pyscard

    private static func tell(_ process: RunningProcess, _ lines: String...) async throws {
        for line in lines { try await process.write(Array("\(line)\n".utf8)) }
    }

    @Test(.needsPyscard, arguments: PCSCPeer.Library.present)
    func `pyscard sees removal, insertion, the end of its time and a cancel`(library: PCSCPeer.Library) async throws {
        try await ServedBus.with { served in
            let script = PCSCPeer.script("pcsc_wait")
            let ended = try await PCSCPeer.running(
                PCSCPeer.python,
                [script],
                on: served.path,
                library,
                readyWhen: "ready"
            ) { process in
                try await Self.tell(process, "connect", "transmit 80010203", "wait 30")
                try await process.waitForOutput(containing: "waiting")
                try served.bus.remove(from: ServedBus.reader)
                try await process.waitForOutput(containing: "3 wait ")
                try await Self.tell(process, "transmit 8001", "wait 30")
                try await process.waitForOutput(containing: "4 transmit")
                try served.bus.insert(served.card, into: ServedBus.reader)
                try await process.waitForOutput(containing: "5 wait ")
                try await Self.tell(process, "transmit 8001", "reconnect", "transmit 8001", "wait 0.05")
                try await Self.tell(process, "cancel-later", "wait 30")
                try await process.closeInput()
                await process.untilOutputEnds()
            }.ended
            let lines = ended.outputText.split(separator: "\n").map(String.init).filter { $0 != "waiting" }
            #expect(
                lines == [
                    "ready", "1 connect 0x0", "2 transmit 800102039000", "3 wait 0x20012", "4 transmit 0x80100069",
                    "5 wait 0x30122", "6 transmit 0x80100069", "7 reconnect 0x0", "8 transmit 80019000",
                    "9 wait 0x8010000a", "11 wait 0x80100002",
                ],
                "\(ended.errorText)"
            )
        }
    }

    @Test(.needsPyscard)
    func `two processes take turns in transactions, and a killed one leaves a reset card`() async throws {
        try await ServedBus.with { served in
            let script = PCSCPeer.script("pcsc_wait")
            let second = try await PCSCPeer.running(PCSCPeer.python, [script], on: served.path, readyWhen: "ready") {
                second in
                try await Self.tell(second, "connect")
                try await second.waitForOutput(containing: "1 connect 0x0")
                _ = try await PCSCPeer.running(PCSCPeer.python, [script], on: served.path, readyWhen: "ready") {
                    first in
                    try await Self.tell(first, "connect", "begin", "transmit 002000")
                    try await first.waitForOutput(containing: "3 transmit 9000")
                    try await Self.tell(second, "begin")
                    try await Self.tell(first, "transmit 8003")
                    try await first.waitForOutput(containing: "4 transmit 9000")
                    #expect(!String(decoding: second.standardOutput, as: UTF8.self).contains("2 begin"))
                    try await Self.tell(first, "end")
                    try await second.waitForOutput(containing: "2 begin 0x0")
                    try await Self.tell(second, "reset")
                    try await second.waitForOutput(containing: "3 reset 0x0")
                    try await Self.tell(first, "transmit 8003", "reconnect", "transmit 8003", "begin")
                    try await first.waitForOutput(containing: "6 transmit 0x80100068")
                    try await first.waitForOutput(containing: "8 transmit 6982")
                    try await first.waitForOutput(containing: "9 begin 0x0")
                    try first.kill()
                }
                try await Self.tell(second, "reconnect", "begin", "transmit 8001", "end")
                try await second.waitForOutput(containing: "5 begin 0x0")
                try await second.waitForOutput(containing: "6 transmit 80019000")
                try await second.closeInput()
                await second.untilOutputEnds()
            }
            #expect(second.ended.outputText.contains("7 end 0x0"), "\(second.ended.allText)")
        }
    }

    @Test(.needs(program: "opensc-tool"))
    func `the longest path is served to libpcsclite`() async throws {
        let folder = try TemporaryDirectory()
        let bus = ReaderBus()
        try bus.attach(ReaderDescription(name: ServedBus.reader))
        let path = folder.path(String(repeating: "x", count: 107 - folder.path("").utf8.count))
        let socket = try await PCSCSocket.start(bus, path: path)
        let list = try await PCSCPeer.run("opensc-tool", ["-l"], on: path)
        #expect(list.outputText.contains(ServedBus.reader), "\(list.allText)")
        await socket.stop()
    }
}
