import Foundation
import TestSupport
import Testing

@testable import PCSC

/// The socket's file: whose it is, and what may lie in its way.
struct SocketFileTests {
    private let folder: TemporaryDirectory
    private let bus = ReaderBus()

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    @Test func `is this user's alone, and gone at the end`() async throws {
        let path = folder.path("a")
        let socket = try await PCSCSocket.start(bus, path: path)
        #expect(try mode(path) == 0o600)
        await #expect(throws: PCSCSocketError.served(path)) { try await PCSCSocket.start(bus, path: path) }
        await socket.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a stale socket is replaced, another's file is left`() async throws {
        let path = folder.path("a")
        let descriptor = try UnixSocket.bound(to: path)
        close(descriptor)
        let socket = try await PCSCSocket.start(bus, path: path)
        UnixSocket.remove(path)
        try folder.write("", to: "a")
        await socket.stop()
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func `refuses paths that cannot be`() async throws {
        let long = folder.path(String(repeating: "x", count: 108 - folder.path("").utf8.count))
        #expect(long.utf8.count == 108)
        await #expect(throws: PCSCSocketError.pathTooLong(long)) { try await PCSCSocket.start(bus, path: long) }
        #expect("\(PCSCSocketError.pathTooLong(long))".contains("has 108 bytes, and PC/SC programs read 107"))
        let longest = String(long.dropLast())
        let socket = try await PCSCSocket.start(bus, path: longest)
        #expect(FileManager.default.fileExists(atPath: longest))
        await socket.stop()
        let file = try folder.write("", to: "file")
        await #expect(throws: PCSCSocketError.notASocket(file)) { try await PCSCSocket.start(bus, path: file) }
        let nowhere = folder.path("no/where")
        await #expect(throws: PCSCSocketError.noDirectory(folder.path("no/"))) {
            try await PCSCSocket.start(bus, path: nowhere)
        }
    }

    @Test func `a fresh path lies in a folder of its own below the runtime directory`() async throws {
        async let first = PCSCSocket.start(bus, below: folder.url)
        async let second = PCSCSocket.start(bus, below: folder.url)
        let sockets = try await [first, second]
        #expect(
            Set(sockets.map(\.path)) == [folder.path("hpki-sim/0/pcscd.comm"), folder.path("hpki-sim/1/pcscd.comm")]
        )
        #expect(try mode(folder.path("hpki-sim/0")) == 0o700)
        for socket in sockets { await socket.stop() }
        let temporary = try PCSCSocketPath.fresh(below: nil)
        #expect(temporary.hasSuffix("/pcscd.comm"))
        #expect(try mode(String(temporary.dropLast("/pcscd.comm".count))) == 0o700)
        try FileManager.default.removeItem(atPath: String(temporary.dropLast("/pcscd.comm".count)))
    }

    @Test func `a runtime directory that others may enter is not used`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path("hpki-sim"),
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o755]
        )
        #expect(throws: PCSCSocketError.directoryNotPrivate(folder.path("hpki-sim/"))) {
            try PCSCSocketPath.fresh(below: folder.url)
        }
    }

    @Test func `waiting programs see the end of the service`() async throws {
        let path = folder.path("a")
        let socket = try await PCSCSocket.start(bus, path: path)
        let client = try await WireClient(path)
        _ = try await client.ask(0x13, [], answer: 2944)
        await socket.stop()
        #expect(try await client.rest() == [])
        #expect(bus.with { $0.clients.isEmpty })
    }

    @Test func `two hundred buses serve in one process`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await ServedBus.with { served in
                        let client = try await WireClient(served.path)
                        let (handle, _) = try await client.connect(
                            try await client.establish(),
                            ManagerBench.reader
                        )
                        for number in 0..<20 {
                            let command: [UInt8] = [0x80, 0x01, UInt8(number)]
                            #expect(try await client.transmit(handle, command).answer == command + [0x90, 0x00])
                        }
                        try await client.close()
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
