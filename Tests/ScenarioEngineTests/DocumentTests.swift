import HPKISimulator
import ScenarioEngine
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// The generated documents hold what the program says.
struct DocumentTests {
    /// hpki-sim scenarios events
    @Test func `EVENTS.md holds every event, command and step`() async throws {
        let vocabulary = try await Simulator.vocabulary(SimulatorConfiguration())
        #expect(try Repository.text(of: "EVENTS.md").hasSuffix("\n\n\(EventsDocument.tables(vocabulary))\n"))
    }

    @Test func `every event has its members`() async throws {
        let vocabulary = try await Simulator.vocabulary(SimulatorConfiguration())
        let shapes = Dictionary(uniqueKeysWithValues: vocabulary.events.map { ($0.type, $0.fields) })
        let refused = try #require(shapes["pin.refused"])
        #expect(refused.map(\.name) == ["card", "secret", "triesLeft", "repeats"])
        #expect(refused.map(\.isOptional) == [false, false, false, true])
        #expect(refused.map(\.kind).last == "integer")
        #expect(shapes["simulation.established"] == [])
        let bare = vocabulary.events.filter { $0.fields.isEmpty }.map(\.type)
        #expect(bare == ["simulation.established"])
    }

    /// hpki-sim scenarios catalogue
    @Test func `SCENARIOS.md counts what is there and what is open`() throws {
        let catalogue = try FailureCatalogue(String(decoding: ScenarioFiles.catalogue, as: UTF8.self))
        let library = try ScenarioChoice.library()
        let tables = CatalogueDocument.tables(catalogue, library)
        #expect(try Repository.text(of: "SCENARIOS.md").hasSuffix("\n\n\(tables)\n"))
        #expect(catalogue.entries.count == 217)
        let pending = library.scenarios.filter { $0.pending != nil }
        #expect(pending.count <= 5)
    }

    @Test(arguments: [
        ("A-1\tx\n", "catalogue.tsv:1:1: expected id, title and English title, separated by tabs"),
        ("# x\nA-1\tx\ty\nA-1\tx\ty\n", "catalogue.tsv:3:1: A-1 stands there twice"),
    ])
    func `a bad list is refused`(text: String, message: String) {
        let error = #expect(throws: ScenarioError.self) { try FailureCatalogue(text) }
        #expect(error?.description == message)
    }

    @Test func `a pending scenario is told as not run, with its reason`() throws {
        let pending = try Scenario(yaml: "id: A-1\ntitle: x\npending: needs two machines\n", file: "tls/A-1.yaml")
        let catalogue = try FailureCatalogue("A-1\tいち\tOne\nA-2\tに\tTwo\n")
        let tables = CatalogueDocument.tables(catalogue, try ScenarioLibrary([pending]))
        #expect(tables.hasPrefix("2 failures: 0 shown, 1 pending, 1 open; 1 cases in all."))
        #expect(tables.contains("| A-1 | いち | One | [pending](Scenarios/tls/A-1.yaml): needs two machines |"))
        #expect(tables.contains("| A-2 | に | Two | open |"))
    }
}
