import Foundation
import Registry
import Simulation

/// The world of a running simulator, and where it is reached.
struct RunningWorld: Sendable {
    let simulation: Simulation
    let vault: Vault
    let front: SigningFront
    /// Without a slash at the end, as all three.
    let portalURL: String
    let signingURL: String
    let allowedHosts: [String]

    var adminURL: String { "\(portalURL)/_sim" }
}
