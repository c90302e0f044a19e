import Foundation
import GRDB

/// Writes operations inside a transaction.
struct StoreWriter {
    let database: Database

    func write(_ operation: StoreOperation) throws {
        switch operation {
        case .event(let envelope): try write(envelope)
        case .storeBlob(let blob): try store(blob.id, Data(blob.bytes))
        // A row without bytes hides the blob of the initial world.
        case .removeBlob(let id): try store(id, nil)
        case .keepBlobs: try keepBlobs()
        case .resetBlobs: try database.execute(sql: "DELETE FROM blob WHERE is_initial = 0")
        case .storeSnapshot(let snapshot): try write(snapshot)
        }
    }

    private func write(_ envelope: EventEnvelope) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO event (seq, instant, type, version, cause, trace, payload) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        try statement.execute(arguments: [
            envelope.seq, envelope.instant.milliseconds, envelope.type, envelope.version,
            envelope.cause.description, envelope.trace.description, envelope.payload.text(),
        ])
    }

    private func store(_ id: BlobID, _ bytes: Data?) throws {
        let sql = "INSERT OR REPLACE INTO blob (id, is_initial, bytes) VALUES (?, 0, ?)"
        try database.cachedStatement(sql: sql).execute(arguments: [id.rawValue, bytes])
    }

    private func keepBlobs() throws {
        try database.execute(sql: "UPDATE OR REPLACE blob SET is_initial = 1 WHERE is_initial = 0")
        try database.execute(sql: "DELETE FROM blob WHERE bytes IS NULL")
    }

    private func write(_ snapshot: EncodedSnapshot) throws {
        for state in snapshot.states {
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO snapshot (kind, domain, version, state) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [snapshot.kind.rawValue, state.domain, state.version, Data(state.content)])
        }
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO snapshot_head (kind, seq, instant, initial_seq) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            snapshot.kind.rawValue, snapshot.seq, snapshot.instant.milliseconds, snapshot.initialSeq,
        ])
    }
}
