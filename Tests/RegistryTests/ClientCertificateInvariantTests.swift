import Foundation
import OpenSSL
import Simulation
import TestSupport
import Testing

@testable import Registry

/// Random histories of client certificates, held against what must always be true.
@Suite struct ClientCertificateInvariantTests {
    private struct History {
        var state = ClientCertificateDomain.initialState
        var now = Records.now
        var generator: SeededGenerator
        let world: WorldView
        var issued = 0
        /// What a reader of the journal would have written down.
        var events: [(instant: Date, event: ClientCertificateDomain.Event)] = []

        mutating func perform(_ command: ClientCertificateDomain.Command) {
            // A refusal leaves everything as it was; what it must not do is happen for a due command.
            guard let made = try? ClientCertificateDomain.perform(command, on: &state, at: now, world: world) else {
                return
            }
            events += made.map { (now, $0) }
        }

        /// Lets time pass as the simulation does: each due command at its own instant.
        mutating func wait(until instant: Date) throws {
            while let due = ClientCertificateDomain.nextDue(state), due.instant <= instant {
                now = max(now, due.instant)
                let made = try ClientCertificateDomain.perform(due.command, on: &state, at: now, world: world)
                #expect(!made.isEmpty, "what is due must happen, or it would block what comes after it")
                events += made.map { (now, $0) }
            }
            now = instant
        }

        mutating func step() throws {
            let facility: ID<Facility> = Bool.random(using: &generator) ? "a" : "b"
            let known = state.all.map(\.id).sorted()
            let id = known.randomElement(using: &generator) ?? "none"
            switch Int.random(in: 0..<9, using: &generator) {
            case 0, 1:
                issued += 1
                let record = Records.certificate(
                    issued,
                    from: now,
                    until: now + Double(Int.random(in: 1..<400, using: &generator)) * Records.day
                )
                let id = ID<ClientCertificate>(rawValue: "c\(issued)")
                perform(.issue(try Records.clientCertificate(id, of: facility, record)))
            case 2: perform(.revoke(id, reason: .superseded))
            case 3: perform(.suspend(id))
            case 4: perform(.resume(id))
            case 5, 6:
                let days = Double(Int.random(in: 1..<60, using: &generator))
                perform(.planRevocation(id, at: now + days * Records.day, reason: .superseded))
            case 7: perform(.deliver(id))
            default: try wait(until: now + Double(Int.random(in: 1..<50, using: &generator)) * Records.day)
            }
        }
    }

    @Test(arguments: 0..<40)
    func `hold at every step`(seed: Int) throws {
        let world = try Records.world(facilities: [
            Records.facility("a"), Records.facility("b", codes: ["9918900011"]),
        ])
        var history = History(generator: SeededGenerator(seed: UInt64(seed)), world: world)
        for _ in 0..<120 {
            try history.step()
            let (state, now) = (history.state, history.now)
            for facility in ["a", "b"] as [ID<Facility>] {
                let live = state.certificates(of: facility).filter {
                    $0.revocation == nil && now < $0.certificate.expiry && $0.plannedRevocation == nil
                }
                #expect(live.count <= 1, "one live certificate a facility outside the overlap")
            }
            let listed = Set(state.revocations.page(of: "client-issuing").revocations.keys)
            let bad = state.all.filter { $0.revocation != nil || $0.suspendedAt != nil }.map(\.certificate.serialHex)
            #expect(listed == Set(bad), "the list says what the certificates say")
            if let due = ClientCertificateDomain.nextDue(state) { #expect(due.instant > now) }
            #expect(Set(state.all.map(\.certificate.authorityAndSerial)).count == state.count)
        }
        #expect(history.events.map(\.instant) == history.events.map(\.instant).sorted())
        for id in history.state.all.map(\.id) {
            let revocations = history.events.count { if case .revoked(id, _) = $0.event { true } else { false } }
            #expect(revocations <= 1, "nobody is revoked twice")
        }
        try expectSameAfterCoding(history.state)
    }

    /// The snapshot brings back the same state, agenda and all.
    private func expectSameAfterCoding(_ state: ClientCertificates) throws {
        let value = try JSONValue(encoding: state)
        let back = try value.decode(ClientCertificates.self)
        #expect(try JSONValue(encoding: back) == value)
        #expect(ClientCertificateDomain.nextDue(back)?.instant == ClientCertificateDomain.nextDue(state)?.instant)
    }
}
