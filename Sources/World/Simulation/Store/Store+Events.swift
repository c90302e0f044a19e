import Foundation
import GRDB

extension Store {
    /// The events after `seq`, oldest first.
    func events(_ query: EventQuery) throws(SimulationError) -> [EventEnvelope] {
        try read { database in try Store.fetch(query, from: database) }
    }

    /// The same without blocking the caller's thread.
    func events(asynchronously query: EventQuery) async throws(SimulationError) -> [EventEnvelope] {
        try await read(asynchronously: { database in try Store.fetch(query, from: database) })
    }

    /// Walks the journal without holding it in memory.
    func forEachEvent(
        after seq: Int,
        through last: Int? = nil,
        _ body: (EventEnvelope) throws -> Void
    ) throws(SimulationError) {
        try read { database in
            let sql = "SELECT * FROM event WHERE seq > ? AND seq <= ? ORDER BY seq"
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [seq, last ?? Int.max])
            while let row = try rows.next() { try body(try EventEnvelope(row: row)) }
        }
    }

    func lastSeq() throws(SimulationError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT max(seq) FROM event") ?? 0 }
    }

    func hasReset(after seq: Int) throws(SimulationError) -> Bool {
        let type = SimulationDomain.Event.CodingKeys.reset.rawValue
        return try !events(EventQuery(after: seq, types: [type], limit: 1)).isEmpty
    }

    private static func fetch(_ query: EventQuery, from database: Database) throws -> [EventEnvelope] {
        var conditions = ["seq > ?"]
        var arguments: StatementArguments = [query.after]
        if let through = query.through {
            conditions.append("seq <= ?")
            arguments += [through]
        }
        if !query.types.isEmpty {
            conditions.append("type IN (\(query.types.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(query.types.sorted())
        }
        if let trace = query.trace {
            conditions.append("trace = ?")
            arguments += [trace.description]
        }
        arguments += [query.limit]
        let sql = "SELECT * FROM event WHERE \(conditions.joined(separator: " AND ")) ORDER BY seq LIMIT ?"
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
        var envelopes: [EventEnvelope] = []
        while let row = try rows.next() { envelopes.append(try EventEnvelope(row: row)) }
        return envelopes
    }
}

/// Which part of the journal.
struct EventQuery: Sendable {
    var after = 0
    var through: Int?
    /// Empty for all.
    var types: Set<String> = []
    var trace: TraceID?
    var limit = Int.max
}

extension EventEnvelope {
    fileprivate init(row: Row) throws {
        let (seq, causeText, traceText): (Int, String, String) = (row["seq"], row["cause"], row["trace"])
        guard let cause = Cause(causeText), let trace = TraceID(traceText) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "event \(seq) has no cause or trace")
        }
        let text: String = row["payload"]
        self.init(
            seq: seq,
            instant: Date(milliseconds: row["instant"]),
            type: row["type"],
            version: row["version"],
            cause: cause,
            trace: trace,
            payload: try JSONValue.parse(text, limits: .own)
        )
    }
}
