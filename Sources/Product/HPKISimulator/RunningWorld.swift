import Foundation
import Registry
import Simulation
import WebFront

/// The world of a running simulator, and where it is reached.
struct RunningWorld: Sendable {
    let simulation: Simulation
    let vault: Vault
    let front: SigningFront
    let lints: Lints
    let timeStamps: TimeStampAuthority
    /// Without a slash at the end, as all three.
    let portalURL: String
    let signingURL: String
    let allowedHosts: [String]
    /// Whether results are announced beyond this machine.
    let notifiesAnyHost: Bool
    let refusedSecrets = RefusedSecrets()

    var adminURL: String { "\(portalURL)/_sim" }

    /// Goes into the names of cookies, which on localhost ignore the port.
    var instanceName: String { "hpki-sim-\(portalURL.split(separator: ":").last ?? "")" }
}
