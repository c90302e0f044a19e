import GRDB

/// The layout of the database, and the way from each older one.
///
/// The version is SQLite's `user_version`; `application_id` says that the file is ours (SQLite file format, section 1.3).
enum Schema {
    /// "HPKS".
    static let applicationID: Int32 = 0x4850_4B53

    /// `migrations[n]` leads from version n to n + 1.
    private static let migrations: [@Sendable (Database) throws -> Void] = [
        { try createVersion1($0) },
        { try migrateToVersion2($0) },
    ]

    static var version: Int { migrations.count }

    /// Brings a database of any version up to ``version``; a new one from 0.
    static func migrate(_ database: Database, from version: Int) throws {
        for migration in migrations[version...] { try migration(database) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(self.version)")
    }

    static func createVersion1(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE event (
                    seq INTEGER PRIMARY KEY,
                    instant INTEGER NOT NULL,
                    type TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    cause TEXT NOT NULL,
                    trace TEXT NOT NULL,
                    payload TEXT NOT NULL
                );
                CREATE TABLE blob (
                    id TEXT PRIMARY KEY,
                    bytes BLOB NOT NULL
                );
                CREATE TABLE snapshot (
                    domain TEXT PRIMARY KEY,
                    seq INTEGER NOT NULL,
                    state BLOB NOT NULL
                );
                """
        )
    }

    /// Blobs know whether they belong to the initial world; snapshots are of two kinds and carry the version of the
    /// domain's state; the journal is found by type.
    private static func migrateToVersion2(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE INDEX event_by_type ON event (type, seq);
                ALTER TABLE blob RENAME TO blob_1;
                CREATE TABLE blob (
                    id TEXT NOT NULL,
                    is_initial INTEGER NOT NULL,
                    bytes BLOB,
                    PRIMARY KEY (id, is_initial)
                );
                INSERT INTO blob SELECT id, 0, bytes FROM blob_1;
                DROP TABLE blob_1;
                DROP TABLE snapshot;
                CREATE TABLE snapshot (
                    kind TEXT NOT NULL,
                    domain TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    state BLOB NOT NULL,
                    PRIMARY KEY (kind, domain)
                );
                CREATE TABLE snapshot_head (
                    kind TEXT PRIMARY KEY,
                    seq INTEGER NOT NULL,
                    instant INTEGER NOT NULL,
                    initial_seq INTEGER
                );
                """
        )
    }
}
