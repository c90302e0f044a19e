package import ISO7816
package import Simulation

/// A simulator in which scenarios are run, one after the other.
package protocol ScenarioHost: Sendable {
    var simulation: Simulation { get }
    var catalogue: CommandCatalogue { get }

    /// The variables by which a program finds everything (`HPKI_SIM_SIGNING_URL` and the like), without `HPKI_SIM_SCENARIO`.
    ///
    /// - Parameter practitioner: login id of whom they speak of; nil for the default practitioner.
    func environment(of practitioner: String?) async throws -> [String: String]

    /// What no program may write: PINs, passwords, the admin token.
    ///
    /// - Parameter practitioner: as for ``environment(of:)``.
    func secrets(of practitioner: String?) async throws -> [String]

    /// The card readers, for the reference client.
    var terminals: any CardTerminals { get }

    /// The id of the client certificate that the facility has.
    var deliveredClientCertificate: String { get }

    /// Waits until everything that has happened on the wire stands in the journal.
    func settle() async

    /// Leads the world back to its beginning.
    func reset() async throws
}
