package import Foundation
package import OpenSSL

/// Two levels of authorities, a server, and a client for every ``ClientCertificateCase``.
package struct TLSTestPKI: Sendable {
    private static let made = Result { try TLSTestPKI() }

    /// Made once for all tests.
    package static var shared: TLSTestPKI { get throws { try made.get() } }

    /// 2031-04-01T00:00:00Z, the simulation's instant: what is expired then is still valid by the machine's clock, so
    /// that only one of the two clocks can explain a verdict.
    package let instant = Date(timeIntervalSince1970: 1_932_768_000)
    package let root: TLSTestAuthority
    package let issuing: TLSTestAuthority
    package let serverIdentity: TLSClientConfiguration.Identity
    private let key: PrivateKey
    private let weakKey: PrivateKey
    private let impostor: TLSTestAuthority
    private let stranger: TLSTestAuthority
    private let weakIssuing: TLSTestAuthority
    private let narrowIssuing: TLSTestAuthority

    private init() throws {
        root = try TLSTestAuthority("TEST Client Root")
        issuing = try TLSTestAuthority("TEST Client Issuing", signedBy: root, pathLength: 0)
        weakIssuing = try TLSTestAuthority("TEST Weak Issuing", keyKind: .rsa(bits: 1024), signedBy: root)
        let permitted = DistinguishedName([.country("JP"), .organization("Nobody")])
        narrowIssuing = try TLSTestAuthority(
            "TEST Narrow Issuing",
            signedBy: root,
            extensions: [.nameConstraints(permitted: [.directoryName(permitted)])]
        )
        impostor = try TLSTestAuthority("TEST Client Issuing", signedBy: TLSTestAuthority("TEST Client Root"))
        stranger = try TLSTestAuthority("TEST Other Issuing", signedBy: TLSTestAuthority("TEST Other Root"))
        key = try PrivateKey.generate(.ec(.p256))
        weakKey = try PrivateKey.generate(.rsa(bits: 1024))
        let serverKey = try PrivateKey.generate(.ec(.p256))
        let server = try issuing.issue(
            "localhost",
            to: serverKey.publicKey,
            purposes: [ExtendedKeyUsage.serverAuth],
            extensions: [
                .subjectAltName([
                    .dns("localhost"), .ip([127, 0, 0, 1]), .ip([UInt8](repeating: 0, count: 15) + [1]),
                ])
            ]
        )
        serverIdentity = .init(chain: [server, issuing.certificate], key: serverKey)
    }

    // MARK: Server

    package func server(
        _ policy: ClientCertificatePolicy?,
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13,
        sessionTickets: Bool = false
    ) -> TLSServerConfiguration {
        TLSServerConfiguration(
            chain: serverIdentity.chain,
            key: serverIdentity.key,
            versions: versions,
            sessionTickets: sessionTickets,
            clientCertificates: policy
        )
    }

    /// What the server of a case believes: the root, and the revocation lists of that case.
    package func policy(
        _ subject: ClientCertificateCase = .good,
        style: FrontStyle = .alertOpenSSL,
        caNames: CANames = .sent
    ) throws -> ClientCertificatePolicy {
        let snapshot = try RevocationSnapshot(lists: revocationLists(subject))
        return ClientCertificatePolicy(
            trustAnchors: [root.certificate],
            revocation: { snapshot },
            instant: { instant },
            style: style,
            caNames: caNames
        )
    }

    package func revocationLists(_ subject: ClientCertificateCase) throws -> [RevocationList] {
        let range = TLSTestAuthority.longValidity
        let usual = [try weakIssuing.revocationList(), try narrowIssuing.revocationList()]
        switch subject {
        case .listMissing:
            return []
        case .listStale:
            return [try issuing.revocationList(validity: range.lowerBound...instant.addingTimeInterval(-1))]
        case .listNotYetValid:
            return [try issuing.revocationList(validity: instant.addingTimeInterval(1)...range.upperBound)]
        case .listOfWrongSignature:
            return [try issuing.revocationList(signedBy: key)]
        case .revoked, .revokedAndExpired:
            return try usual + [issuing.revocationList(of: [[1], Self.revokedSerialNumber, [3]])]
        default:
            return try usual + [issuing.revocationList(of: [[1], [3]])]
        }
    }

    private static let revokedSerialNumber: [UInt8] = [0x52, 0x45, 0x56]

    // MARK: Client

    /// A client that takes weak certificates: it is for the server to refuse them.
    package func client(
        _ subject: ClientCertificateCase = .good,
        serverName: String = "localhost",
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13,
        resumesSessions: Bool = false
    ) throws -> TLSClientConfiguration {
        TLSClientConfiguration(
            trustAnchors: [root.certificate],
            identity: try identity(subject),
            serverName: serverName,
            versions: versions,
            securityLevel: .everything,
            resumesSessions: resumesSessions,
            instant: { instant }
        )
    }

    /// Nil for a client without a certificate.
    package func identity(_ subject: ClientCertificateCase) throws -> TLSClientConfiguration.Identity? {
        let key = subject == .rsa1024 ? weakKey : key
        guard let chain = try chain(subject, key) else { return nil }
        return .init(chain: chain, key: key)
    }

    private func chain(_ subject: ClientCertificateCase, _ key: PrivateKey) throws -> [Certificate]? {
        let publicKey = key.publicKey
        let range = TLSTestAuthority.longValidity
        let past = range.lowerBound...instant.addingTimeInterval(-1)
        let name = "TEST \(subject)"
        switch subject {
        case .none:
            return nil
        case .good, .listStale, .listNotYetValid, .listMissing, .listOfWrongSignature:
            return [try issuing.issue(name, to: publicKey), issuing.certificate]
        case .expired:
            return [try issuing.issue(name, to: publicKey, validity: past), issuing.certificate]
        case .notYetValid:
            let future = instant.addingTimeInterval(1)...range.upperBound
            return [try issuing.issue(name, to: publicKey, validity: future), issuing.certificate]
        case .revoked:
            let serial = Self.revokedSerialNumber
            return [try issuing.issue(name, to: publicKey, serialNumber: serial), issuing.certificate]
        case .revokedAndExpired:
            let serial = Self.revokedSerialNumber
            return [try issuing.issue(name, to: publicKey, serialNumber: serial, validity: past), issuing.certificate]
        case .unknownAuthority:
            return [try stranger.issue(name, to: publicKey), stranger.certificate]
        case .authorityOfSameName:
            return [try impostor.issue(name, to: publicKey), impostor.certificate]
        case .selfSigned:
            return [try selfSigned(name, key)]
        case .wrongPurpose:
            let purposes = [ExtendedKeyUsage.serverAuth]
            return [try issuing.issue(name, to: publicKey, purposes: purposes), issuing.certificate]
        case .rsa1024:
            return [try issuing.issue(name, to: publicKey), issuing.certificate]
        case .sha1:
            return [try issuing.issue(name, to: publicKey, digest: .sha1), issuing.certificate]
        case .missingIntermediate:
            return [try issuing.issue(name, to: publicKey)]
        case .reversedChain:
            return [try issuing.issue(name, to: publicKey), root.certificate, issuing.certificate]
        case .unknownCriticalExtension:
            // An arc for documentation (RFC 5612).
            let unknown = CertificateExtension(oid: "1.3.6.1.4.1.32473.1", isCritical: true, value: DER.null)
            return [try issuing.issue(name, to: publicKey, extensions: [unknown]), issuing.certificate]
        case .rootInChain:
            let other = try TLSTestAuthority("TEST Sent Root")
            return [try other.issue(name, to: publicKey), other.certificate]
        case .weakAuthority:
            return [try weakIssuing.issue(name, to: publicKey), weakIssuing.certificate]
        case .issuerIsNoAuthority:
            let other = try TLSTestAuthority("TEST No Authority", signedBy: root, isCA: false)
            return [try other.issue(name, to: publicKey), other.certificate]
        case .pathTooLong:
            let third = try TLSTestAuthority("TEST Third Level", signedBy: issuing)
            return [try third.issue(name, to: publicKey), third.certificate, issuing.certificate]
        case .tampered:
            return [try tampered(issuing.issue(name, to: publicKey)), issuing.certificate]
        case .nameNotPermitted:
            return [try narrowIssuing.issue(name, to: publicKey), narrowIssuing.certificate]
        }
    }

    private func selfSigned(_ name: String, _ key: PrivateKey) throws -> Certificate {
        let subject = DistinguishedName([.country("JP"), .commonName(name)])
        let template = CertificateTemplate(
            serialNumber: [1],
            issuer: subject,
            subject: subject,
            notBefore: TLSTestAuthority.longValidity.lowerBound,
            notAfter: TLSTestAuthority.longValidity.upperBound,
            publicKey: key.publicKey,
            extensions: [.extendedKeyUsage([ExtendedKeyUsage.clientAuth])]
        )
        return try template.signed(by: key)
    }

    /// The same certificate with the last byte of its signature changed.
    private func tampered(_ certificate: Certificate) throws -> Certificate {
        var bytes = certificate.derEncoded
        bytes[bytes.count - 1] ^= 1
        return try Certificate(derEncoded: bytes)
    }
}
