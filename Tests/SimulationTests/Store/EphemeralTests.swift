import Foundation
import Testing

@testable import Simulation

@Suite struct EphemeralTests {
    @Test func leavesNothingBehind() async throws {
        let simulation = try await Simulation.open(.init(storage: .ephemeral, domains: [Accounts.self]))
        let directory = simulation.store.url.deletingLastPathComponent()
        #expect(FileManager.default.fileExists(atPath: directory.path))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        try await simulation.shutdown()
        #expect(!FileManager.default.fileExists(atPath: directory.path))
    }

    @Test func leavesNothingBehindWithoutShutdown() async throws {
        let directory = try await {
            let simulation = try await Simulation.open(.init(storage: .ephemeral, domains: [Accounts.self]))
            return simulation.store.url.deletingLastPathComponent()
        }()
        #expect(!FileManager.default.fileExists(atPath: directory.path))
    }

    /// What a killed process has left is cleared away by the next one, but not what somebody still uses.
    @Test func clearsAwayWhatWasAbandoned() async throws {
        let parent = FileManager.default.temporaryDirectory
        let abandoned = parent.appending(path: "hpki-sim-ephemeral-test-\(UUID().uuidString)")
        let used = parent.appending(path: "hpki-sim-ephemeral-test-\(UUID().uuidString)")
        var locks: [StateLock] = []
        for directory in [abandoned, used] {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
            let lock = try StateLock(file: directory.appending(path: "lock"), directory: directory)
            if directory == used { locks.append(lock) }
            try FileManager.default.setAttributes(
                [.modificationDate: Date(milliseconds: 0)],
                ofItemAtPath: directory.path
            )
        }
        try await Simulation.open(.init(storage: .ephemeral)).shutdown()
        #expect(!FileManager.default.fileExists(atPath: abandoned.path))
        #expect(FileManager.default.fileExists(atPath: used.path))
        withExtendedLifetime(locks) {}
        try FileManager.default.removeItem(at: used)
    }
}
