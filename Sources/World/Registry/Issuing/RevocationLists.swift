import Foundation
package import HealthcarePKI
package import OpenSSL
package import Simulation
import Synchronization

/// The current revocation list of every authority, made anew only when it would differ.
package final class RevocationLists: Sendable {
    private struct Kept {
        let changeCount: Int
        /// A reset of the world takes the count back.
        let lastChange: Date?
        let thisUpdate: Date
        let list: RevocationList
    }

    private let simulation: Simulation
    private let pki: TestPKI
    private let kept = Mutex<[String: Kept]>([:])

    package init(_ simulation: Simulation, _ pki: TestPKI) {
        self.simulation = simulation
        self.pki = pki
    }

    /// The list of an authority at the simulation's instant. Cheap as long as nothing has changed: fit to be asked in
    /// every handshake.
    package func current(_ authority: String) throws -> RevocationList {
        let instant = simulation.clock.now
        let page = page(of: authority)
        let schedule = try pki.hierarchy.authority(authority).revocationSchedule
        let thisUpdate = schedule.thisUpdate(at: instant, lastChange: page.lastChange)
        if let found = kept.withLock({ $0[authority] }), found.changeCount == page.changeCount,
            found.lastChange == page.lastChange, found.thisUpdate == thisUpdate
        {
            return found.list
        }
        let list = try pki.revocationList(
            of: authority,
            entries: page.entries,
            lastChange: page.lastChange,
            at: instant
        )
        let new = Kept(
            changeCount: page.changeCount,
            lastChange: page.lastChange,
            thisUpdate: list.thisUpdate,
            list: list
        )
        kept.withLock { $0[authority] = new }
        return list
    }

    private func page(of authority: String) -> RevocationRegister.Page {
        simulation.read(ClientCertificateDomain.self) { $0.revocations.page(of: authority) }
            + simulation.read(CredentialDomain.self) { $0.revocations.page(of: authority) }
            + simulation.read(CardDomain.self) { $0.revocations.page(of: authority) }
    }
}
