package import Foundation
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
        // Every handshake comes here: the entries themselves are not touched unless something has changed.
        let changeCount = read(authority, \.changeCount).reduce(0, +)
        let lastChange = read(authority, \.lastChange).compactMap(\.self).max()
        let schedule = try pki.hierarchy.authority(authority).revocationSchedule
        let thisUpdate = schedule.thisUpdate(at: instant, lastChange: lastChange)
        if let found = kept.withLock({ $0[authority] }), found.changeCount == changeCount,
            found.lastChange == lastChange, found.thisUpdate == thisUpdate
        {
            return found.list
        }
        let pages = read(authority, \.self)
        let page = pages.dropFirst().reduce(pages[0], +)
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

    /// The list as it was, or will be, at another instant, for a front that fetches no newer ones; nothing is kept of it.
    ///
    /// What was revoked later with a date before that instant is in it, since the world does not keep when it was entered.
    ///
    /// - Parameter further: extensions behind the usual ones.
    package func list(
        _ authority: String,
        at instant: Date,
        further: [CertificateExtension] = []
    ) throws -> RevocationList {
        let pages = read(authority, \.self)
        let page = pages.dropFirst().reduce(pages[0], +).until(instant)
        return try pki.revocationList(
            of: authority,
            entries: page.entries,
            lastChange: page.lastChange,
            at: instant,
            further: further
        )
    }

    /// An authority's certificates may belong to several domains.
    private func read<Value>(_ authority: String, _ value: (RevocationRegister.Page) -> Value) -> [Value] {
        [
            simulation.read(ClientCertificateDomain.self) { value($0.revocations.page(of: authority)) },
            simulation.read(CredentialDomain.self) { value($0.revocations.page(of: authority)) },
            simulation.read(CardDomain.self) { value($0.revocations.page(of: authority)) },
        ]
    }
}
