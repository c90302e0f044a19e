import Foundation
import GRDB
import Simulation
import TestSupport
import Testing

@Suite struct StateDirectoryTests {
    @Test func isMadeForThisUserOnlyAndReopened() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        #expect(try mode(directory.url) == 0o700)
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.url.path) {
            #expect(try mode(directory.url.appending(path: name)) == 0o600, "\(name)")
        }
        let seed = simulation.seed
        try await simulation.shutdown()

        let reopened = try await directory.open()
        #expect(Array(reopened.accounts.accounts.keys) == ["a"])
        #expect(reopened.seed == seed)
        #expect(try await reopened.journal.events(types: ["simulation.opened"]).count == 2)
        try await reopened.shutdown()
    }

    @Test func takesAnEmptyDirectoryAndOneThatOnlyHasTheLock() async throws {
        let directory = try StateDirectoryFixture()
        try FileManager.default.createDirectory(at: directory.url, withIntermediateDirectories: false)
        try Data().write(to: directory.url.appending(path: "lock"))
        let simulation = try await directory.open()
        #expect(try mode(directory.url) == 0o700)
        try await simulation.shutdown()
    }

    @Test func takesADatabaseThatWasNeverWritten() async throws {
        let directory = try StateDirectoryFixture()
        try FileManager.default.createDirectory(at: directory.url, withIntermediateDirectories: false)
        try Data().write(to: directory.database)
        try await directory.open().shutdown()
        try await directory.open().shutdown()
    }

    @Test(arguments: ["notes.txt", "world.sqlite"])
    func leavesAForeignDirectoryAlone(_ name: String) async throws {
        let directory = try StateDirectoryFixture()
        try FileManager.default.createDirectory(at: directory.url, withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.url.path)
        try Data("hello".utf8).write(to: directory.url.appending(path: name))
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .foreignDirectory)
        #expect(
            error?.message
                == "\(directory.url.path) holds other files and no hpki-sim world: name an empty or new directory (--state)"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == [name])
        #expect(try mode(directory.url) == 0o755)
        #expect(try Data(contentsOf: directory.url.appending(path: name)) == Data("hello".utf8))
    }

    @Test func leavesTheDatabaseOfAnotherProgramAlone() async throws {
        let directory = try StateDirectoryFixture()
        try FileManager.default.createDirectory(at: directory.url, withIntermediateDirectories: false)
        try directory.edit("CREATE TABLE photo (id INTEGER)")
        let before = try Data(contentsOf: directory.database)
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .foreignDirectory)
        #expect(try Data(contentsOf: directory.database) == before)
    }

    @Test func refusesANewerOne() async throws {
        let directory = try StateDirectoryFixture()
        try await directory.open().shutdown()
        try directory.edit("PRAGMA user_version = 3")
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .newerDirectory)
        #expect(
            error?.message
                == "\(directory.url.path) was written by a newer hpki-sim: use that version, or another directory (--state)"
        )
    }

    @Test(arguments: [
        "INSERT INTO event VALUES (2, 0, 'card.teleported', 1, 'program', '00000000000000000000000000000001', '{}')",
        "INSERT INTO event VALUES (2, 0, 'account.opened', 2, 'program', '00000000000000000000000000000001', '{}')",
    ])
    func refusesEventsThatANewerVersionHasWritten(_ sql: String) async throws {
        let directory = try StateDirectoryFixture()
        try await directory.open().shutdown()
        try directory.edit(sql)
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .newerDirectory)
    }

    @Test func saysWhichEventIsDamaged() async throws {
        let directory = try StateDirectoryFixture()
        try await directory.open().shutdown()
        try directory.edit(
            "INSERT INTO event VALUES (2, 0, 'account.opened', 1, 'program', '00000000000000000000000000000001', '{}')"
        )
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .storageDamaged)
        #expect(error?.message.contains("event 2 (account.opened)") == true)
    }

    @Test func saysThatTheDatabaseIsDamaged() async throws {
        let directory = try StateDirectoryFixture()
        try await directory.open().shutdown()
        let file = try FileHandle(forWritingTo: directory.database)
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(repeating: 0xAA, count: 8000))
        try file.close()
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .storageDamaged)
    }

    @Test func isHeldByOneProcess() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.code == .directoryInUse)
        #expect(error?.processID == Int(ProcessInfo.processInfo.processIdentifier))
        #expect(
            error?.message == "\(directory.url.path) is in use by process \(ProcessInfo.processInfo.processIdentifier):"
                + " stop that one, or name another directory (--state)"
        )
        try await simulation.shutdown()
        try await directory.open().shutdown()
    }

    @Test(arguments: ["/proc/hpki-sim/state", "/dev/null/hpki-sim-state"])
    func saysThatADirectoryCannotBeMade(_ path: String) async throws {
        let storage = SimulationConfiguration.Storage.directory(URL(filePath: path))
        let error = await #expect(throws: SimulationError.self) {
            _ = try await Simulation.open(.init(storage: storage))
        }
        #expect(error?.code == .unwritableDirectory)
        #expect(error?.message.hasPrefix("\(path) cannot be used (") == true)
        #expect(error?.message.contains("\n") == false)
    }

    @Test func refusesAFileInPlaceOfADirectory() async throws {
        let directory = try StateDirectoryFixture()
        try Data().write(to: directory.url)
        let error = await #expect(throws: SimulationError.self) { _ = try await directory.open() }
        #expect(error?.message == "\(directory.url.path) is no directory: name another one (--state)")
    }

    private func mode(_ url: URL) throws -> Int {
        let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
        return try #require((mode as? NSNumber)?.intValue)
    }
}
