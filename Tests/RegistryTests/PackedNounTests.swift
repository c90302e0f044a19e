import Foundation
import GRDB
import HealthcarePKI
import OpenSSL
import Simulation
import TestSupport
import Testing

@testable import Registry

@Suite struct PackedNounTests {
    @Test func `every facility of the default world is read back as it was, whatever has happened to it`() throws {
        var table = PackedTable<ID<Facility>, Facility>()
        var facilities = try DefaultWorld.facilities()
        facilities[0].formerCodes = [try InstitutionCode("9918000028")]
        facilities[0].isStopped = true
        facilities[0].stopReason = .unpaid
        for facility in facilities { table[facility.id] = facility }
        #expect(table.count == facilities.count)
        for facility in facilities { #expect(table[facility.id] == facility) }
    }

    @Test(arguments: ["", "0a", "0A", "0aB1", "f", "client 1", "00"])
    func `a text of digits is packed in half, any other as it is`(_ text: String) {
        var table = PackedTable<HexText, HexText>()
        table[HexText(text)] = HexText(text)
        #expect(table[HexText(text)]?.text == text)
    }

    @Test func `a snapshot and the journal give the same facilities and certificates`() async throws {
        let folder = try TemporaryDirectory()
        let directory = folder.url.appending(path: "state")
        let first = try await Worlds.open(.directory(directory))
        try await first.simulation.perform(
            .revoke("client-clinic", reason: .superseded),
            in: ClientCertificateDomain.self,
            cause: .program
        )
        try await first.simulation.shutdown()
        let fromSnapshot = try await content(of: directory)
        try edit(directory, "UPDATE snapshot SET state = substr(state, 1, length(state) - 1) || x'00'")
        let fromJournal = try await content(of: directory)
        #expect(fromSnapshot == fromJournal)
        #expect(fromJournal.certificates.map(\.revocation?.reason) == [.superseded])
        #expect(fromJournal.facilities.count == 4)
    }

    private struct Content: Equatable {
        let facilities: [Facility]
        let certificates: [ClientCertificate]
    }

    private func content(of directory: URL) async throws -> Content {
        let simulation = try await Worlds.open(.directory(directory), populates: false).simulation
        let content = Content(
            facilities: simulation.read(FacilityDomain.self) { $0.facilities.values.sorted { $0.id < $1.id } },
            certificates: simulation.read(ClientCertificateDomain.self) { $0.all }
        )
        try await simulation.shutdown()
        return content
    }

    private func edit(_ directory: URL, _ sql: String) throws {
        let queue = try DatabaseQueue(path: directory.appending(path: "world.sqlite").path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
