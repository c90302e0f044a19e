import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import WebFront

extension ServerFace {
    /// [D] As many names as a client still takes: its limit for a chain is 100 KiB with OpenSSL.
    private static let manyNames = 2000

    /// The label of the server certificate's issuer.
    private var authority: String {
        switch chain {
        case .incomplete, .reversed: "tls-issuing"
        case .good, .expired, .manyNames: SigningFront.serverAuthority
        }
    }

    /// The settings of a server that looks like this.
    func configuration(_ vault: Vault, _ key: PrivateKey) throws -> TLSServerConfiguration {
        let clock = vault.simulation.clock
        var order = CertificateOrder(
            authority: authority,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.random(),
            at: clock.now
        )
        // A foreign client judges it by its own clock.
        order.realInstant = clock.realNow
        switch chain {
        case .expired:
            order.profile = "tls-server-expired"
            order.instant = min(clock.now, clock.realNow)
        case .manyNames: order.hostNames = (1...Self.manyNames).map { "host-\($0).test" }
        case .good, .incomplete, .reversed: break
        }
        let certificate = try vault.pki.issue(order)
        let status = try StapledStatus(staple, of: certificate, issuer: authority, vault)
        let stapled: (@Sendable () -> [UInt8]?)? = status.map { status in { @Sendable in status.current() } }
        let sent: [Certificate]
        switch chain {
        case .incomplete: sent = [certificate]
        case .reversed: sent = [certificate] + (try vault.pki.chain(of: authority).reversed())
        // The root, too: curl looks for the issuer of a stapled response among what is sent, as it stands with a real
        // service, whose issuer is no root.
        case .good, .expired, .manyNames: sent = [certificate] + (try vault.pki.chain(of: authority))
        }
        return TLSServerConfiguration(
            chain: sent,
            key: key,
            versions: range,
            algorithms: algorithms,
            securityLevel: versions == .old ? .everything : .bits112,
            sessionTickets: isResuming,
            staple: stapled
        )
    }

    private var range: ClosedRange<TLSVersion> {
        switch versions {
        case .modern: .tls12 ... .tls13
        case .tls12: .tls12 ... .tls12
        case .tls13: .tls13 ... .tls13
        case .old: .tls10 ... .tls11
        }
    }

    private var algorithms: TLSAlgorithms {
        var algorithms = versions == .old ? TLSAlgorithms.legacy : .modern
        if ciphers == .rare {
            algorithms.ciphers = "ECDHE-ECDSA-CAMELLIA256-SHA384"
            algorithms.cipherSuites = "TLS_AES_128_CCM_8_SHA256"
        }
        return algorithms
    }
}
