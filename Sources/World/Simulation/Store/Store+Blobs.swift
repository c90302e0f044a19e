import Foundation
import GRDB

extension Store {
    func blob(_ id: BlobID) async throws(SimulationError) -> [UInt8]? {
        try await read(asynchronously: { database in
            // The blob of now (0) hides the one of the initial world (1); a row without bytes is a removed blob.
            let sql = "SELECT bytes FROM blob WHERE id = ? ORDER BY is_initial LIMIT 1"
            let row = try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: [id.rawValue])
            return (row?["bytes"] as Data?).map { [UInt8]($0) }
        })
    }
}
