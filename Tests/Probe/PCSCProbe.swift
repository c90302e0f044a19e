import Foundation
import ISO7816
import PCSC
import PCSCClient
import ScenarioEngine
import ScenarioFiles
import TestSupport

/// A process of its own for tests of libpcsclite, which reads `PCSCLITE_CSOCK_NAME` once.
///
///     PCSCProbe rows       prints what each row of CardRows gives; asks for hands at the reader by `hand <number> <name>`,
///                          and waits for a line on its input each time
///     PCSCProbe serve PATH [PORT [held]]
///                          serves one reader with a card on a socket, for measurements, and in vpcd where a port is given,
///                          with its acknowledgements held back if wanted; hands are lent to lines on its input
///     PCSCProbe steps      does the steps of the shipped scenario that HPKI_SIM_SCENARIO names, and prints its report
///     PCSCProbe wait       prints `waiting`, then what has changed; `cancelled` where its task is cancelled by a line
@main
enum PCSCProbe {
    static func main() async throws {
        switch CommandLine.arguments.dropFirst().first {
        case "serve": try await serve(Array(CommandLine.arguments.dropFirst(2)))
        case "wait": try await wait(try PCSCLibrary().terminals)
        case "steps": try await steps(ProcessInfo.processInfo.environment)
        default: try await rows(try PCSCLibrary().terminals)
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

    private static func steps(_ environment: [String: String]) async throws {
        let name = environment["HPKI_SIM_SCENARIO"] ?? ""
        let library = try ScenarioLibrary(ScenarioFolder.scenarios(at: ScenarioFiles.folder))
        guard let item = library.cases(named: name).first else { return say("there is no scenario \(name)") }
        let client = try ReferenceClient(
            environment: environment,
            present: { environment },
            perform: { say("no command from here: \($0.name)") },
            terminals: try PCSCLibrary().terminals,
            pace: 0,
            instant: { Date() }
        )
        say("report \(await client.run(item.scenario.client).line)")
    }

    private static func serve(_ arguments: [String]) async throws {
        guard let path = arguments.first else { return say("serve where?") }
        let served = try ServedBus(at: path)
        let socket = try await PCSCSocket.start(served.bus, path: path)
        let running = arguments.dropFirst().first.flatMap(Int.init).map { port in
            var endpoint = VPCDEndpoint(bus: served.bus, reader: ServedBus.reader, host: "127.0.0.1", port: port)
            endpoint.acknowledgesAtOnce = arguments.last != "held"
            return Task { [endpoint] in await endpoint.run() }
        }
        say("serving")
        while true {
            let names = String(decoding: nextLine(), as: UTF8.self)
            guard !names.isEmpty else { break }
            for name in names.split(separator: "\n") { try OperatorHand(rawValue: String(name))?.act(on: served) }
        }
        running?.cancel()
        await socket.stop()
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
