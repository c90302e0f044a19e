import Foundation
import NIOCore

/// Why a listener could not be bound, in one line that says what to do.
package struct ListenerError: Error, CustomStringConvertible {
    package let description: String
    /// The address does not exist on this machine (as `::1` in a container without IPv6).
    package let isMissingAddress: Bool

    init(listener: String, host: String, port: Int, cause: any Error) {
        let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        let code = (cause as? IOError)?.errnoCode
        isMissingAddress = code == EADDRNOTAVAIL || code == EAFNOSUPPORT
        switch code {
        case EADDRINUSE:
            description = "\(place) (\(listener)) is in use by another program: stop it, or choose another port"
        case EACCES:
            description = "\(place) (\(listener)) may not be bound by this user: choose a port above 1023"
        case EADDRNOTAVAIL, EAFNOSUPPORT:
            description = "\(host) is no address of this machine (\(listener)): see `ip address` and --bind"
        default:
            description = "\(place) (\(listener)) could not be bound: \(cause)"
        }
    }
}
