import Foundation
import GRDB

extension Store {
    func snapshot(_ kind: Snapshot.Kind) throws(SimulationError) -> EncodedSnapshot? {
        try read { database in
            let headSQL = "SELECT seq, instant, initial_seq FROM snapshot_head WHERE kind = ?"
            guard let head = try Row.fetchOne(database, sql: headSQL, arguments: [kind.rawValue]) else { return nil }
            let sql = "SELECT domain, version, state FROM snapshot WHERE kind = ?"
            let states = try Row.fetchAll(database, sql: sql, arguments: [kind.rawValue]).map { row in
                EncodedSnapshot.DomainState(
                    domain: row["domain"],
                    version: row["version"],
                    content: [UInt8](row["state"] as Data)
                )
            }
            return EncodedSnapshot(
                kind: kind,
                seq: head["seq"],
                instant: Date(milliseconds: head["instant"]),
                initialSeq: head["initial_seq"],
                states: states
            )
        }
    }

    /// Snapshots may be thrown away at will.
    func removeSnapshots() throws(SimulationError) {
        try write { try $0.execute(sql: "DELETE FROM snapshot; DELETE FROM snapshot_head") }
    }
}
