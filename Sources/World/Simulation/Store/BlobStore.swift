/// Bytes by name: certificates, keys, `.p12` files.
///
/// Bytes that an event names are best stored in the same transaction: see ``Simulation/perform(_:in:cause:trace:blobs:)``.
package struct BlobStore: Sendable {
    private let simulation: Simulation

    init(simulation: Simulation) {
        self.simulation = simulation
    }

    /// The bytes, `nil` if there are none of that name. Sees only what is on disk.
    package func bytes(_ id: BlobID) async throws -> [UInt8]? { try await simulation.store.blob(id) }

    /// Stores bytes, in place of those of the same name; returns when they are on disk.
    package func store(_ blobs: Blob...) async throws { try await store(blobs) }

    package func store(_ blobs: [Blob]) async throws {
        try await simulation.commit(blobs.map { .storeBlob($0) })
    }

    /// Removes bytes; those of the initial world come back with a reset.
    package func remove(_ id: BlobID) async throws { try await simulation.commit([.removeBlob(id)]) }
}
