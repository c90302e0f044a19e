import Foundation
import ISO7816
import PCSC
import TestSupport
import Testing

/// The bus in this process and libpcsclite in another, held against each other.
@Suite(.timeLimit(.minutes(5)))
struct PCSCLibraryTests {
    private func rowsOfBus() async throws -> [String] {
        try await ServedBus.with { served in
            try await CardRows.run(served.bus.terminals) { try $0.act(on: served) }
        }
    }

    @Test(arguments: PCSCPeer.Library.present)
    func `libpcsclite says in every row what the bus says`(library: PCSCPeer.Library) async throws {
        let expected = try await rowsOfBus()
        #expect(expected.count > 60)
        let said = try await ServedBus.with { served in
            try await PCSCPeer.running(PCSCPeer.probe, ["rows"], on: served.path, library) { process in
                try await PCSCPeer.lendHands(to: process, at: served)
                return String(decoding: process.standardOutput, as: UTF8.self)
            }.value
        }
        let rows = said.split(separator: "\n").filter { $0.hasPrefix("row ") }.map { String($0.dropFirst(4)) }
        #expect(said.hasSuffix("end of rows\n"))
        for (ours, theirs) in zip(expected, rows) where ours != theirs {
            Issue.record("the bus: \(ours)\nlibpcsclite: \(theirs)")
        }
        #expect(rows.count == expected.count)
    }

    @Test(arguments: PCSCPeer.Library.present)
    func `a wait ends with the change`(library: PCSCPeer.Library) async throws {
        try await ServedBus.with { served in
            let ended = try await PCSCPeer.running(
                PCSCPeer.probe,
                ["wait"],
                on: served.path,
                library,
                readyWhen: "waiting"
            ) { process in
                try served.bus.remove(from: ServedBus.reader)
                await process.untilOutputEnds()
            }.ended
            #expect(ended.outputText == "waiting\n\(ServedBus.reader): empty 2\n")
        }
    }

    @Test func `a wait ends when its task is cancelled`() async throws {
        try await ServedBus.with { served in
            let ended = try await PCSCPeer.running(PCSCPeer.probe, ["wait"], on: served.path, readyWhen: "waiting") {
                process in
                try await process.write(Array("cancel\n".utf8))
                await process.untilOutputEnds()
            }.ended
            #expect(ended.outputText == "waiting\nSCARD_E_CANCELLED (0x80100002)\n")
        }
    }

    @Test func `without a service there is none`() async throws {
        let ended = try await PCSCPeer.run(PCSCPeer.probe, ["wait"], on: "/nonexistent/pcscd.comm")
        #expect(ended.errorText.contains("SCARD_E_NO_SERVICE (0x8010001D)"))
    }
}
