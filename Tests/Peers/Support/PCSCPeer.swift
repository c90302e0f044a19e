import Foundation
import TestSupport
import Testing

/// Foreign programs that use libpcsclite, given a socket of ours.
enum PCSCPeer {
    /// The libpcsclite versions at hand: 4:4 is Debian 12's own; the others are unpacked by `make test`.
    enum Library: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case bookworm
        case trixie
        case sid

        var testDescription: String { "libpcsclite of Debian \(rawValue)" }

        /// nil for the machine's own.
        var folder: String? {
            guard self != .bookworm else { return nil }
            let place = Repository.root.appending(path: ".build-peers/pcsclite-\(rawValue)/usr/lib")
                .path(percentEncoded: false)
            let folders = try? FileManager.default.contentsOfDirectory(atPath: place)
            return folders?.map { "\(place)/\($0)" }
                .first { FileManager.default.fileExists(atPath: "\($0)/libpcsclite.so.1") }
        }

        static var present: [Library] { allCases.filter { $0 == .bookworm || $0.folder != nil } }

        /// A program with this library, and the C library that this one needs: by that library's own loader.
        func command(_ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
            guard let folder else { return (program, arguments) }
            let loaders = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let loader = loaders.first { $0.hasPrefix("ld-linux") } ?? "ld.so"
            let path = program.contains("/") ? program : "/usr/bin/\(program)"
            return ("\(folder)/\(loader)", ["--library-path", folder, path] + arguments)
        }
    }

    static func environment(_ socket: String) -> [String: String?] {
        ["PCSCLITE_CSOCK_NAME": socket, "LC_ALL": "C.UTF-8"]
    }

    /// Runs a program to its end with a socket of ours.
    static func run(
        _ program: String,
        _ arguments: [String] = [],
        on socket: String,
        _ library: Library = .bookworm,
        deadline: Duration = .seconds(60)
    ) async throws -> ProcessResult {
        let command = library.command(program, arguments)
        return try await ProcessRunner.run(
            command.program,
            command.arguments,
            environment: environment(socket),
            deadline: deadline
        )
    }

    /// Runs a program while `body` does something.
    static func running<Value: Sendable>(
        _ program: String,
        _ arguments: [String] = [],
        on socket: String,
        _ library: Library = .bookworm,
        readyWhen: String? = nil,
        body: @escaping @Sendable (RunningProcess) async throws -> Value
    ) async throws -> (value: Value, ended: ProcessResult) {
        let command = library.command(program, arguments)
        return try await ProcessRunner.withRunning(
            // Else a C program keeps its lines until there are many.
            "stdbuf",
            ["-o0", command.program] + command.arguments,
            environment: environment(socket),
            deadline: .seconds(60),
            readyWhen: readyWhen,
            body: body
        )
    }

    /// Beside this test program in the build folder.
    static let probe = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "PCSCProbe").path(percentEncoded: false)

    /// Debian's Python, which has Debian's pyscard.
    static let python = "/usr/bin/python3"

    static let hasPyscard = FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/smartcard")

    static let libraryPath = [
        "/usr/lib/x86_64-linux-gnu/libpcsclite.so.1", "/usr/lib/aarch64-linux-gnu/libpcsclite.so.1",
    ].first { FileManager.default.fileExists(atPath: $0) }

    static func script(_ name: String) -> String {
        Repository.root.appending(path: "Tests/Peers/Python/\(name).py").path(percentEncoded: false)
    }

    /// Does at the reader what a program asks for by lines `hand <number> <name>`, until it has no more to say.
    static func lendHands(to process: RunningProcess, at served: ServedBus) async throws {
        var number = 1
        while true {
            do {
                try await process.waitForOutput(containing: "hand \(number) ")
            } catch let failure as ProcessFailure where failure.reason == .endedEarly {
                return
            }
            let text = String(decoding: process.standardOutput, as: UTF8.self)
            guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("hand \(number) ") }),
                let hand = OperatorHand(rawValue: String(line.split(separator: " ")[2]))
            else {
                // Only a piece of the line has come yet.
                await Task.yield()
                continue
            }
            try hand.act(on: served)
            try await process.write(Array("done\n".utf8))
            number += 1
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Needs Debian's libpcsclite, by its path.
    static var needsPCSCLibrary: Self {
        let isMet = PCSCPeer.libraryPath != nil || ProcessInfo.processInfo.environment["CI"] == "true"
        return .enabled(if: isMet, "libpcsclite1 is not installed: make test installs it")
    }

    /// Needs Debian's pyscard.
    static var needsPyscard: Self {
        let isMet = PCSCPeer.hasPyscard || ProcessInfo.processInfo.environment["CI"] == "true"
        return .enabled(if: isMet, "python3-pyscard is not installed: make test installs it")
    }
}
