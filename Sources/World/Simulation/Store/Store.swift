import Foundation
import GRDB

/// The journal, the blobs and the snapshots in one SQLite database.
///
/// WAL with synchronous=NORMAL: what was committed survives the end of the process at any moment, though not a power cut.
final class Store: Sendable {
    let url: URL
    private let pool: DatabasePool

    /// Opens the database, makes or migrates its tables.
    ///
    /// - Parameter isTemporary: nobody will look for it after the end of the process, so nothing waits for the disk.
    init(url: URL, isTemporary: Bool = false) throws(SimulationError) {
        self.url = url
        pool = try SimulationError.storage(url) {
            try Store.createIfEmpty(url)
            let pool = try DatabasePool(path: url.path, configuration: Store.configuration)
            if isTemporary {
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            }
            try pool.write { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                guard version <= Schema.version else { throw SimulationError.newer(url.deletingLastPathComponent()) }
                if version < Schema.version { try Schema.migrate(database, from: version) }
            }
            return pool
        }
    }

    /// Makes the tables before the first change to WAL, so that the file itself, and not only the log beside it, says
    /// whose it is, wherever the process ends.
    private static func createIfEmpty(_ url: URL) throws {
        guard try url.resourceValues(forKeys: [.fileSizeKey]).fileSize == 0 else { return }
        let queue = try DatabaseQueue(path: url.path)
        // Only a power cut could lose what is made here, and it is not worth milliseconds to be kept.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        try queue.write { try Schema.migrate($0, from: 0) }
        try queue.close()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.label = "hpki-sim.store"
        configuration.maximumReaderCount = 2
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// Writes all operations in one transaction, or none.
    func commit(_ operations: [StoreOperation]) throws(SimulationError) {
        try write { database in
            let writer = StoreWriter(database: database)
            for operation in operations { try writer.write(operation) }
        }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(SimulationError) -> Value {
        try SimulationError.storage(url) { try pool.write(body) }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(SimulationError) -> Value {
        try SimulationError.storage(url) { try pool.read(body) }
    }

    func read<Value: Sendable>(
        asynchronously body: @escaping @Sendable (Database) throws -> Value
    ) async throws(SimulationError) -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw SimulationError.storage(url, error)
        }
    }

    /// - Parameter checkpoints: whether to leave one file without a log beside it.
    func close(checkpoints: Bool) throws(SimulationError) {
        try SimulationError.storage(url) {
            if checkpoints { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
            try pool.close()
        }
    }

    /// Makes the disk as good as full beyond so many pages; for tests.
    func limit(pageCount: Int) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pageCount)") }
    }

    /// Lets the database refuse every change; for tests.
    func makeReadOnly() throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
    }
}
