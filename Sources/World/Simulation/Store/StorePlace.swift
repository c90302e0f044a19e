import Foundation

/// Where an open store lives, and what becomes of the place when the simulation is done with it.
final class StorePlace: Sendable {
    let database: URL
    /// Held as long as the place.
    private let lock: StateLock
    private let temporary: URL?

    var isTemporary: Bool { temporary != nil }

    init(_ storage: SimulationConfiguration.Storage) throws(SimulationError) {
        switch storage {
        case .directory(let url):
            let directory = StateDirectory(url: url)
            lock = try directory.prepare()
            database = directory.database
            temporary = nil
        case .ephemeral:
            let directory = try TemporaryStateDirectory.make()
            lock = try directory.prepare()
            database = directory.database
            temporary = directory.url
        }
    }

    deinit {
        if let temporary { try? FileManager.default.removeItem(at: temporary) }
    }
}
