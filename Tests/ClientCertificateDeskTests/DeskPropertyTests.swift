import CertificateFiles
import ClientCertificateDesk
import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import TestSupport
import Testing

/// Random commands, in any order and with restarts between them, against what must always hold.
@Suite(.timeLimit(.minutes(5))) struct DeskPropertyTests {
    @Test(arguments: 1...12) func `keeps its invariants over random commands and restarts`(seed: UInt64) async throws {
        let directory = try TemporaryDirectory()
        var world = try await DeskWorld.open(directory, at: Samples.now)
        var random = SeededGenerator(seed: seed)
        var links: [String: (deadline: Date, password: String)] = [:]
        for _ in 0..<25 {
            let facility = DeskWorld.facilities.randomElement(using: &random) ?? "clinic"
            await world.tryAction(Int.random(in: 0..<9, using: &random), facility, &random)
            if Int.random(in: 0..<6, using: &random) == 0 {
                let before = try world.status()
                try await world.close()
                world = try await DeskWorld.open(directory, at: nil)
                #expect(try world.status() == before, "seed \(seed)")
            }
            try world.checkCertificates(seed)
            for delivery in world.deliveries where delivery.secrets.link != "" {
                links[delivery.secrets.link] = (delivery.deadline, delivery.secrets.downloadPassword)
            }
            try await world.checkLinks(links, seed)
        }
        try await world.checkJournal(seed)
        try await world.close()
    }
}

/// A desk in a world of its own, and what can be done to it.
struct DeskWorld {
    let simulation: Simulation
    let desk: ClientCertificateDesk

    static let facilities: [ID<Facility>] = ["hospital", "clinic", "pharmacy", "new-clinic"]
    private static let keyFolder = Result { try TemporaryDirectory() }

    /// - Parameter instant: of a new world; an old one goes on from where it stood.
    static func open(_ directory: TemporaryDirectory, at instant: Date?) async throws -> DeskWorld {
        let simulation = try await Simulation.open(
            SimulationConfiguration(
                storage: .directory(directory.url.appending(path: "state")),
                domains: RegistryDomains.all + ClientCertificateDesk.domains,
                clock: instant.map { .frozen(at: $0) }
            )
        )
        let vault = try await Vault.open(
            simulation,
            hierarchy: try CertificateHierarchy(yaml: CertificateFiles.hierarchy),
            keys: try KeyCache(directory: keyFolder.get().url),
            setting: .init(
                baseURL: "http://localhost:8080",
                hostNames: [],
                instant: simulation.clock.now,
                realInstant: Samples.now
            )
        )
        try await DefaultWorld.populate(vault)
        try await ClientCertificateDesk.establish(simulation)
        return DeskWorld(
            simulation: simulation,
            desk: ClientCertificateDesk(
                vault: vault,
                portalURL: "http://localhost:8080",
                guide: { [] },
                freshKey: PrivateKey.generate
            )
        )
    }

    func close() async throws { try await simulation.shutdown() }

    var deliveries: [Delivery] { simulation.read(DeliveryDomain.self) { Array($0.all) } }

    func status() throws -> [JSONValue] { try Self.facilities.map(desk.status) }

    /// Does one thing; what the desk refuses is refused.
    func tryAction(_ number: Int, _ facility: ID<Facility>, _ random: inout SeededGenerator) async {
        let id = JSONValue.string(facility.rawValue)
        let seconds = [0, 30, 3600, 86_400, 700_000, 1_209_600, 2_700_000].randomElement(using: &random) ?? 0
        switch number {
        case 0: await run("desk.apply", ["facility": id, "letter": random.next() % 3 == 0 ? "lost" : "delivered"])
        case 1: await run("desk.reapply", ["facility": id, "reason": "lost-letter", "approval-after": "3d"])
        case 2: await run("desk.approve", [:])
        case 3: await run("desk.resend", ["facility": id, "letter-at-hand": .bool(random.next() % 2 == 0)])
        case 4:
            let code = "99\(facility == "pharmacy" ? "4" : "1")8" + String(100_00 + Int(random.next() % 90_000))
            let digits = (code + "0").compactMap(\.wholeNumberValue).prefix(9)
            let check = InstitutionCode.checkDigit(of: digits)
            let new = digits.map(String.init).joined() + String(check)
            await run("desk.change-code", ["facility": id, "new-code": .string(new)])
        case 5 where random.next() % 4 == 0: await run("desk.stop", ["facility": id])
        case 6 where random.next() % 3 == 0:
            let back = simulation.clock.now - Double(seconds)
            _ = try? await simulation.clock.set(to: back)
        default: _ = try? await simulation.clock.advance(by: .seconds(seconds))
        }
    }

    private func run(_ name: String, _ arguments: [String: JSONValue]) async {
        _ = try? await CommandCatalogue(desk.commands).run(name, arguments)
    }

    // MARK: - What must hold

    /// Desk rules CC-3 and CC-7: one that lives on, and beside it only those whose end is at most a month away.
    func checkCertificates(_ seed: UInt64) throws {
        let now = simulation.clock.now
        for facility in Self.facilities {
            let live = simulation.read(ClientCertificateDomain.self) { $0.certificates(of: facility) }
                .filter { $0.revocation == nil && now < $0.certificate.expiry }
            #expect(live.filter { $0.plannedRevocation == nil }.count <= 1, "seed \(seed)")
            guard let newest = live.compactMap(\.issuedAt).max() else { continue }
            for old in live {
                guard let plan = old.plannedRevocation else { continue }
                #expect(plan.instant <= DeskCalendar.overlapEnd(issuedAt: newest), "seed \(seed)")
            }
        }
    }

    /// Desk rule DL-6: no link is good after its deadline, whatever else has happened.
    func checkLinks(_ links: [String: (deadline: Date, password: String)], _ seed: UInt64) async throws {
        let now = simulation.clock.now
        for (link, facts) in links where facts.deadline <= now {
            do {
                _ = try await desk.download(
                    link: link,
                    password: facts.password,
                    .pkcs12,
                    cause: .program,
                    trace: TraceID()
                )
                Issue.record("seed \(seed): a link was good after its deadline")
            } catch {
                #expect([.linkExpired, .unknownLink].contains(error as? DeliveryError), "seed \(seed)")
            }
        }
    }

    /// Nothing twice, and no event before another unless the clock was set back.
    func checkJournal(_ seed: UInt64) async throws {
        let events = try await simulation.journal.events(after: 0)
        var last = Date.distantPast
        var seen: Set<String> = []
        for event in events {
            #expect(event.instant >= last, "seed \(seed): \(event.type)")
            last = event.instant
            if event.type.hasPrefix("clock."), let to = event.payload["to"]?.string.flatMap({ Date(rfc3339: $0) }) {
                last = min(event.instant, to)
            }
            let once = [
                "application.approved", "application.issued", "letter.arrived", "letter.lost", "invoice.stopped",
            ]
            if once.contains(event.type) {
                #expect(seen.insert("\(event.type) \(event.payload)").inserted, "seed \(seed): \(event.type) twice")
            }
        }
        let sent = events.filter { $0.type == "delivery.sent" }.count
        #expect(events.filter { $0.type == "delivery.password-mailed" }.count <= sent, "seed \(seed)")
    }
}
