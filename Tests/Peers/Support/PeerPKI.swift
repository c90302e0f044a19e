import CertificateFiles
import Foundation
import HealthcarePKI
import OpenSSL
import TestSupport

/// The shipped hierarchy with keys made for this run: the files that the foreign programs are given.
struct PeerPKI: Sendable {
    /// One for all tests: its authorities' keys take seconds to make.
    static let shared = Result { try PeerPKI() }

    /// ASCII: Java takes no other password of a .p12 file, whoever wrote it.
    static let password = "peer-Password_1"

    /// A certificate with its key, and the authorities above it from the nearest to the root.
    struct Identity {
        let key: PrivateKey
        let certificate: Certificate
        let authorities: [Certificate]

        func pkcs12(_ encryption: PKCS12Encryption = .aes256, withChain: Bool = true) throws -> [UInt8] {
            try PKCS12(
                privateKey: key,
                certificate: certificate,
                chain: withChain ? authorities : [],
                friendlyName: "検証用 client"
            ).encoded(password: PeerPKI.password, encryption: encryption)
        }
    }

    let pki: TestPKI
    /// Whole seconds, as in certificates.
    let instant: Date

    private init() throws {
        instant = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded(.down))
        pki = TestPKI(
            hierarchy: try CertificateHierarchy(yaml: CertificateFiles.hierarchy),
            keys: TemporaryKeys(),
            setting: TestPKI.Setting(baseURL: "http://localhost:8080", instant: instant, realInstant: instant)
        )
    }

    /// - Parameter profile: Nil for the one that the authority issues by itself.
    func identity(from authority: String, profile: String? = nil) throws -> Identity {
        let key = try PrivateKey.generate(try pki.keyKind(authority: authority, profile: profile))
        var order = CertificateOrder(
            authority: authority,
            profile: profile,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.random(),
            at: instant
        )
        order.selfSigningKey = key
        order.fields = [
            "organisation": "検証用クリニック", "institution-code": "9910000008", "subject-serial": "TEST-0001",
            "name": "Taro Kensho", "japanese-name": "検証 太郎",
        ]
        if authority.hasSuffix("-signature") || authority.hasSuffix("-authentication") {
            order.roles = [try pki.hierarchy.role("doctor")]
        }
        return Identity(
            key: key,
            certificate: try pki.issue(order),
            authorities: try pki.chain(of: authority)
        )
    }
}
