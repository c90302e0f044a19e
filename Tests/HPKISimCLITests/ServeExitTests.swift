import Foundation
import NIOCore
import NIOPosix
import TestSupport
import Testing
import VendorDouble

/// How `serve` says that it cannot: the exit code that scripts rely on, and one line with the way out.
@Suite(.timeLimit(.minutes(5))) struct ServeExitTests {
    let program: Program

    init() throws {
        program = try Program()
    }

    private func serve(_ options: String...) async throws -> ProcessResult {
        try await ProcessRunner.run(Program.path, ["serve"] + options, environment: program.environment)
    }

    private func onFreePorts(_ options: String...) async throws -> ProcessResult {
        let arguments = ["serve", "--port", "0", "--portal-port", "0"] + options
        return try await ProcessRunner.run(Program.path, arguments, environment: program.environment)
    }

    @Test(arguments: [
        (["--bind", ""], "--bind needs an address, such as 127.0.0.1"),
        (["--bind", ","], "--bind needs an address, such as 127.0.0.1"),
        (["--host", "foo bar"], "--host 'foo bar' is neither a host's name nor an IP address"),
        (["--host", "http://x"], "--host 'http://x' is neither a host's name nor an IP address"),
        (["--host", "*.test"], "--host '*.test' is neither a host's name nor an IP address"),
        (["--clock", "yesterday"], "--clock 'yesterday' is no instant: write 2027-04-01T09:00:00+09:00"),
        (
            ["--clock", "1999-01-01T00:00:00Z"],
            "--clock lies outside the years of the test CAs, 2020-04-01 to 2033-07-14"
        ),
    ])
    func `refuses options that cannot work`(options: [String], message: String) async throws {
        let result = try await program.run(["serve", "--ephemeral", "--port", "0", "--portal-port", "0"] + options)
        #expect(result.status == .exited(64))
        #expect(result.errorText == "hpki-sim: \(message); see 'hpki-sim --help'\n")
    }

    /// `hpki-sim … | head -1`, and a disk that is full.
    @Test(arguments: [
        ("scenarios list | head -1", 0, ""),
        ("doctor > /dev/full", 70, "hpki-sim: standard output cannot be written: "),
    ])
    func `bears an output that nobody reads`(arguments: String, code: Int32, message: String) async throws {
        let command = "'\(Program.path)' \(arguments)"
        let result = try await ProcessRunner.run(
            "bash",
            ["-o", "pipefail", "-c", command],
            environment: program.environment
        )
        #expect(result.status == .exited(code), "\(result.errorText)")
        #expect(result.errorText.hasPrefix(message))
    }

    @Test func `leaves no ready file behind, and heeds none of before`() async throws {
        let (file, ended) = try await program.serving("--ephemeral") { serving in
            #expect(FileManager.default.fileExists(atPath: serving.readyFile))
            return serving.readyFile
        }
        #expect(ended.status == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test(arguments: ["--port", "--portal-port"]) func `names a port in use and the way out`(
        option: String
    ) async throws {
        let taken = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(taken.localAddress?.port)
        let other = option == "--port" ? "--portal-port" : "--port"
        let result = try await serve("--ephemeral", option, "\(port)", other, "0")
        let listener = option == "--port" ? "signing" : "portal"
        #expect(result.status == .exited(69))
        #expect(
            result.allText == "hpki-sim: 127.0.0.1:\(port) (\(listener)) is in use by another program: "
                + "stop it, or choose another port\n"
        )
        try await taken.close().get()
    }

    @Test func `refuses a file in place of the state directory`() async throws {
        let path = try program.home.write("precious", to: "notes")
        let result = try await onFreePorts("--state", path)
        #expect(result.status == .exited(65))
        #expect(result.allText == "hpki-sim: \(path) is no directory: name another one (--state)\n")
        #expect(try program.home.read("notes") == Array("precious".utf8))
    }

    /// These tests may run as root, whom no mode keeps out; the process file system does.
    @Test func `says that the state directory cannot be made`() async throws {
        let result = try await onFreePorts("--state", "/proc/hpki-sim/state")
        #expect(result.status == .exited(65))
        #expect(
            result.allText == "hpki-sim: /proc/hpki-sim/state cannot be used (its parent directory cannot be made): "
                + "make it writable, name another (--state), or use --ephemeral\n"
        )
    }

    @Test func `says that the ready file cannot be written`() async throws {
        let result = try await onFreePorts("--ephemeral", "--ready-file", "/proc/hpki-sim.json")
        #expect(result.status == .exited(65))
        #expect(result.errorText.hasPrefix("hpki-sim: /proc/hpki-sim.json: the ready file cannot be written"))
        #expect(result.errorText.filter { $0 == "\n" }.count == 1)
        #expect(result.standardOutput == [])
    }

    struct Foreign: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    /// SQLite file format, section 1.3: the magic, and an application id of somebody else.
    static let foreign = [
        Foreign(testDescription: "garbage", bytes: Array("hello".utf8)),
        Foreign(
            testDescription: "another program's SQLite",
            bytes: Array("SQLite format 3\0".utf8) + [UInt8](repeating: 1, count: 84)
        ),
    ]

    @Test(arguments: foreign) func `leaves a world alone that is not its own`(_ foreign: Foreign) async throws {
        let state = program.home.path("state")
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
        try program.home.write(foreign.bytes, to: "state/world.sqlite")
        let result = try await onFreePorts("--state", state)
        #expect(result.status == .exited(65))
        #expect(
            result.allText == "hpki-sim: \(state) holds other files and no hpki-sim world: "
                + "name an empty or new directory (--state)\n"
        )
        #expect(try program.home.read("state/world.sqlite") == foreign.bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["world.sqlite"])
    }

    @Test func `leaves a world of a newer version alone`() async throws {
        let state = program.home.path("state")
        let (_, ended) = try await program.serving("--state", state) { _ in }
        #expect(ended.status == .exited(0))
        // SQLite file format, section 1.3: user_version is at offset 60, big-endian.
        var world = try program.home.read("state/world.sqlite")
        world.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        try program.home.write(world, to: "state/world.sqlite")
        let result = try await onFreePorts("--state", state)
        #expect(result.status == .exited(65))
        #expect(
            result.allText == "hpki-sim: \(state) was written by a newer hpki-sim: "
                + "use that version, or another directory (--state)\n"
        )
        #expect(try program.home.read("state/world.sqlite") == world)
    }

    @Test func `refuses a second server on the same state, naming the first`() async throws {
        let state = program.home.path("state")
        _ = try await program.serving("--state", state) { first in
            let result = try await onFreePorts("--state", state)
            #expect(result.status == .exited(69))
            #expect(
                result.allText == "hpki-sim: \(state) is in use by process \(first.process.processID): "
                    + "stop that one, or name another directory (--state)\n"
            )
            #expect(try await first.portal().send(.get("/logo.png")).status == 200)
        }
    }

    static let usage: [(arguments: [String], sentence: String)] = [
        (["--port", "70000"], "--port 70000 is no port: 0 to 65535"),
        (["--port", "8080"], "--port and --portal-port are both 8080"),
        (["--clock", "yesterday"], "--clock 'yesterday' is no instant: write 2027-04-01T09:00:00+09:00"),
        (["--state", "/tmp/never", "--ephemeral"], "give --state or --ephemeral, not both"),
        (["--pace=-1"], "--pace is a number from 0 on"),
        (["--nothing"], "Unknown option '--nothing'"),
    ]

    @Test(arguments: usage) func `takes no wrong usage`(arguments: [String], sentence: String) async throws {
        let result = try await ProcessRunner.run(
            Program.path,
            ["serve"] + arguments,
            environment: program.environment
        )
        #expect(result.status == .exited(64))
        #expect(result.standardOutput == [])
        #expect(result.errorText.hasPrefix("hpki-sim: \(sentence)"))
        #expect(result.errorText.filter { $0 == "\n" }.count == 1)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/never"))
    }
}
