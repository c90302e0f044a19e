import Foundation
import OpenSSL
import Registry
import Simulation
import TrustServices

extension RunningWorld {
    /// The list of an authority as it is published.
    func publishedList(_ authority: String, _ fault: RevocationListFault?) throws -> RevocationList {
        let lists = vault.revocationLists
        let now = simulation.clock.now
        switch fault {
        case nil: return try lists.current(authority)
        // No list holds as long as that, but the one of time stamps: it is two years old then.
        case .expired: return try lists.list(authority, at: now.addingTimeInterval(-2 * 366 * 86_400))
        case .badSignature:
            var bytes = try lists.current(authority).derEncoded
            bytes[bytes.count - 1] ^= 1
            return try RevocationList(derEncoded: bytes)
        case .otherIssuer: return try lists.current(authority == "client-root" ? "hpki-root" : "client-root")
        case .unknownCriticalExtension:
            let unknown = CertificateExtension(oid: "2.999.1", isCritical: true, value: DER.null)
            return try lists.list(authority, at: now, further: [unknown])
        }
    }
}
