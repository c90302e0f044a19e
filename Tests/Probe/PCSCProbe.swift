import Foundation
import ISO7816
import PCSCClient
import TestSupport

/// A process of its own for tests of libpcsclite, which reads `PCSCLITE_CSOCK_NAME` once.
///
///     PCSCProbe rows       prints what each row of CardRows gives; asks for hands at the reader by `hand <number> <name>`,
///                          and waits for a line on its input each time
///     PCSCProbe wait       prints `waiting`, then what has changed; `cancelled` where its task is cancelled by a line
@main
enum PCSCProbe {
    static func main() async throws {
        let terminals = try PCSCLibrary().terminals
        switch CommandLine.arguments.dropFirst().first {
        case "wait": try await wait(terminals)
        default: try await rows(terminals)
        }
    }

    private static func rows(_ terminals: PCSCTerminals) async throws {
        var number = 0
        _ = try await CardRows.run(
            terminals,
            operate: { hand in
                number += 1
                say("hand \(number) \(hand.rawValue)")
                _ = nextLine()
            },
            say: { say("row \($0)") }
        )
        say("end of rows")
    }

    private static func wait(_ terminals: PCSCTerminals) async throws {
        let known = try await terminals.readers()
        let waiting = Task { try await terminals.change(from: known, timeout: .seconds(60)) }
        Thread.detachNewThread {
            if !nextLine().isEmpty { waiting.cancel() }
        }
        say("waiting")
        do {
            for status in try await waiting.value {
                say("\(status.reader): \(status.atr == nil ? "empty" : "card") \(status.eventCount)")
            }
        } catch {
            say("\(error)")
        }
    }

    /// Not `readLine`: the C library would wait for the reading thread when the program ends.
    private static func nextLine() -> Data {
        FileHandle.standardInput.availableData
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
