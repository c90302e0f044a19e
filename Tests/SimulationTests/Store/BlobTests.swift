import Simulation
import Testing

@Suite struct BlobTests {
    @Test func keepsBytesByName() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        let blob = Blob([1, 2, 3])
        #expect(try await simulation.blobs.bytes(blob.id) == nil)
        try await simulation.blobs.store(blob, Blob(id: "empty", []))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program, blobs: [Blob(id: "with", [9])])
        try await simulation.shutdown()

        let reopened = try await directory.open()
        #expect(try await reopened.blobs.bytes(blob.id) == [1, 2, 3])
        #expect(try await reopened.blobs.bytes("empty") == [])
        #expect(try await reopened.blobs.bytes("with") == [9])
        try await reopened.blobs.store(Blob(id: blob.id, [4]))
        #expect(try await reopened.blobs.bytes(blob.id) == [4])
        try await reopened.blobs.remove(blob.id)
        #expect(try await reopened.blobs.bytes(blob.id) == nil)
        try await reopened.shutdown()
    }

    @Test func aRefusedCommandStoresNone() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        await #expect(throws: Accounts.Failure.self) {
            try await simulation.perform(
                .deposit("a", 1),
                in: Accounts.self,
                cause: .program,
                blobs: [Blob(id: "x", [1])]
            )
        }
        #expect(try await simulation.blobs.bytes("x") == nil)
        try await simulation.shutdown()
    }

    @Test func aResetBringsBackThoseOfTheInitialWorld() async throws {
        let simulation = try await Simulation.open(.init(domains: []))
        try await simulation.blobs.store(Blob(id: "kept", [1]), Blob(id: "replaced", [1]), Blob(id: "removed", [1]))
        try await simulation.establish()
        for _ in 0..<2 {
            try await simulation.blobs.store(Blob(id: "replaced", [2]), Blob(id: "new", [2]))
            try await simulation.blobs.remove("removed")
            #expect(try await simulation.blobs.bytes("replaced") == [2])
            #expect(try await simulation.blobs.bytes("removed") == nil)
            try await simulation.reset()
            for id in ["kept", "replaced", "removed"] as [BlobID] {
                #expect(try await simulation.blobs.bytes(id) == [1], "\(id)")
            }
            #expect(try await simulation.blobs.bytes("new") == nil)
        }
        try await simulation.shutdown()
    }
}
