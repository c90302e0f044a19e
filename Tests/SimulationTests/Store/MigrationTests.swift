import Foundation
import GRDB
import Simulation
import Testing

@Suite struct MigrationTests {
    /// The tables and rows as version 1 wrote them, blob and snapshot included.
    static let version1 = """
        CREATE TABLE event (seq INTEGER PRIMARY KEY, instant INTEGER NOT NULL, type TEXT NOT NULL,
            version INTEGER NOT NULL, cause TEXT NOT NULL, trace TEXT NOT NULL, payload TEXT NOT NULL);
        CREATE TABLE blob (id TEXT PRIMARY KEY, bytes BLOB NOT NULL);
        CREATE TABLE snapshot (domain TEXT PRIMARY KEY, seq INTEGER NOT NULL, state BLOB NOT NULL);
        INSERT INTO event VALUES (1, 1775001600000, 'simulation.opened', 1, 'program',
            '4bf92f3577b34da6a3ce929d0e0e4736', '{"seed":"42"}');
        INSERT INTO event VALUES (2, 1775001600001, 'account.opened', 1, 'request:POST /accounts',
            '4bf92f3577b34da6a3ce929d0e0e4737', '{"account":"a","password":"hunter2"}');
        INSERT INTO event VALUES (3, 1775001600002, 'amount.deposited', 1, 'command:deposit',
            '4bf92f3577b34da6a3ce929d0e0e4738', '{"account":"a","amount":12}');
        INSERT INTO blob VALUES ('p12', x'0102ff');
        INSERT INTO snapshot VALUES ('accounts', 2, '{}');
        PRAGMA application_id = 0x48504B53;
        PRAGMA user_version = 1;
        """

    @Test func opensAWorldOfVersion1() async throws {
        let directory = try StateDirectoryFixture()
        try FileManager.default.createDirectory(at: directory.url, withIntermediateDirectories: false)
        try directory.edit(MigrationTests.version1)
        directory.time.advance(by: .seconds(1))

        let simulation = try await directory.open()
        #expect(simulation.seed == 42)
        #expect(simulation.accounts.accounts["a"]?.balance == 12)
        #expect(simulation.accounts.accounts["a"]?.opened == ManualTime.start.adding(.milliseconds(1)))
        #expect(try await simulation.blobs.bytes("p12") == [1, 2, 255])
        #expect(try await simulation.journal.events(types: ["amount.deposited"]).map(\.cause) == [.command("deposit")])
        try await simulation.perform(.deposit("a", 1), in: Accounts.self, cause: .program)
        try await simulation.shutdown()

        let version = try await DatabaseQueue(path: directory.database.path).read { database in
            try Int.fetchOne(database, sql: "PRAGMA user_version")
        }
        #expect(version == 2)
        let reopened = try await directory.open()
        #expect(reopened.accounts.accounts["a"]?.balance == 13)
        try await reopened.shutdown()
    }

    /// The payload of an event that has changed its shape is brought up to date when it is read.
    @Test func upgradesOldPayloads() async throws {
        let directory = try StateDirectoryFixture()
        var configuration = directory.configuration
        configuration.domains = [Thermometer.self]
        try await Simulation.open(configuration).shutdown()
        try directory.edit(
            """
            INSERT INTO event VALUES (2, 1775001600000, 'temperature.measured', 1, 'program',
                '4bf92f3577b34da6a3ce929d0e0e4736', '{"celsius":20}')
            """
        )
        let simulation = try await Simulation.open(configuration)
        #expect(simulation.state(of: Thermometer.self).kelvin == 293)
        let event = try #require(try await simulation.journal.events(types: ["temperature.measured"]).first)
        #expect(event.version == 1)
        #expect(try event.event(of: Thermometer.self) == .measured(kelvin: 293))
        let measured = try await simulation.perform(300, in: Thermometer.self, cause: .program)
        #expect(measured.envelopes.map(\.version) == [2])
        try await simulation.shutdown()
    }
}

/// A domain whose event has a second version.
private enum Thermometer: Domain {
    struct State: Codable, Sendable {
        var kelvin = 0
    }

    enum Event: DomainEvent, Equatable {
        case measured(kelvin: Int)

        enum CodingKeys: String, CodingKey, CaseIterable {
            case measured = "temperature.measured"
        }

        static func version(of type: String) -> Int { 2 }

        static func upgrade(_ payload: JSONValue, type: String, from version: Int) throws -> JSONValue {
            ["kelvin": .integer((payload["celsius"]?.integer ?? 0) + 273)]
        }
    }

    static let name = "thermometer"
    static let initialState = State()

    static func decide(_ command: Int, in context: DecisionContext<Thermometer>) -> [Event] {
        [.measured(kelvin: command)]
    }

    static func apply(_ event: Event, at instant: Date, to state: inout State) {
        if case .measured(let kelvin) = event { state.kelvin = kelvin }
    }
}
