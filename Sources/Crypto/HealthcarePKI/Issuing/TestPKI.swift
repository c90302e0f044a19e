package import Foundation
package import OpenSSL
import Synchronization

/// The test PKI at work: authorities with keys, that issue certificates and revocation lists.
///
/// An authority's certificate is made when something first asks for it; ``prepare()`` asks for the eager ones.
package final class TestPKI: Sendable {
    /// Where and when the simulator stands.
    package struct Setting: Sendable {
        /// Base of the URIs in certificates, without a slash at its end: `http://localhost:8080`.
        package var baseURL: String
        /// Host names and addresses beyond localhost, 127.0.0.0/8, ::1 and `.test`, for the TLS root and servers.
        package var hostNames: [String]
        /// The simulation's instant.
        package var instant: Date
        /// The machine's own time.
        package var realInstant: Date

        package init(baseURL: String, hostNames: [String] = [], instant: Date, realInstant: Date) {
            self.baseURL = baseURL
            self.hostNames = hostNames
            self.instant = instant
            self.realInstant = realInstant
        }
    }

    package let hierarchy: CertificateHierarchy
    package let keys: any KeySource
    package let setting: Setting
    private let recorded: [String: Certificate]
    private let authorities = Mutex<[String: CertificateAuthority]>([:])

    /// - Parameter recorded: certificates of authorities from an earlier run, by label. One is used again when it fits
    ///   the authority's key and, where its validity depends on the clocks, still covers both of them and the hosts.
    package init(
        hierarchy: CertificateHierarchy,
        keys: any KeySource,
        setting: Setting,
        recorded: [String: Certificate] = [:]
    ) {
        self.hierarchy = hierarchy
        self.keys = keys
        self.setting = setting
        self.recorded = recorded
    }

    /// Makes the certificates of all eager authorities (and the keys on the very first start).
    ///
    /// - Parameter others: keys that will be needed at once as well.
    package func prepare(alsoKeys others: [KeyRequest] = []) throws {
        let eager = hierarchy.authorities.filter(\.isEager)
        try keys.prepare(try eager.map(keyRequest) + others)
        for authority in eager { _ = try self.authority(authority.label) }
    }

    package func authority(_ label: String) throws -> CertificateAuthority {
        if let authority = authorities.withLock({ $0[label] }) { return authority }
        let authority = try made(try hierarchy.authority(label))
        return authorities.withLock { authorities in
            let kept = authorities[label] ?? authority
            authorities[label] = kept
            return kept
        }
    }

    /// The authorities whose certificates exist by now, in the order of the hierarchy.
    package var existingAuthorities: [CertificateAuthority] {
        let existing = authorities.withLock { $0 }
        return hierarchy.authorities.compactMap { existing[$0.label] }
    }

    /// The certificates of an authority and of those above it, up to and with the root.
    package func chain(of label: String) throws -> [Certificate] {
        let authority = try authority(label)
        guard let issuer = authority.declaration.issuer else { return [authority.certificate] }
        return [authority.certificate] + (try chain(of: issuer))
    }

    /// Where the CRL of an authority can be fetched.
    package func revocationListURL(of label: String) -> String { "\(setting.baseURL)/pki/crl/\(label).crl" }

    // MARK: - Authorities' own certificates

    private func keyRequest(_ declaration: AuthorityDeclaration) throws(IssuingError) -> KeyRequest {
        let kind = try hierarchy.profile(declaration.profile).key
        guard let request = KeyRequest(authority: declaration, kind: kind) else {
            throw .unsuitableOrder("“\(declaration.label)” cannot be the name of a key")
        }
        return request
    }

    private func made(_ declaration: AuthorityDeclaration) throws -> CertificateAuthority {
        let key = try keys.key(try keyRequest(declaration))
        let plan = CertificatePlan(
            profile: try hierarchy.profile(declaration.profile),
            subject: try declaration.subjectName,
            issuer: try declaration.issuer.map(authority),
            issuerLabel: declaration.issuer ?? declaration.label,
            publicKey: key.publicKey,
            selfSigningKey: key,
            serialNumber: declaration.serialNumber.bigEndianBytes,
            period: try declaration.validity.period(
                at: setting.instant,
                realInstant: setting.realInstant,
                birthDate: nil
            ),
            fields: declaration.fields,
            roleNames: []
        )
        if let certificate = recorded[declaration.label], try isStillGood(certificate, for: declaration, plan) {
            return CertificateAuthority(declaration: declaration, certificate: certificate, key: key)
        }
        return CertificateAuthority(declaration: declaration, certificate: try certificate(plan), key: key)
    }

    /// Whether a certificate of an earlier run can stay: people may have imported it.
    private func isStillGood(
        _ certificate: Certificate,
        for declaration: AuthorityDeclaration,
        _ plan: CertificatePlan
    ) throws -> Bool {
        guard try certificate.publicKey == plan.publicKey else { return false }
        guard case .bothClocks = declaration.validity else { return true }
        let wanted = try extensions(of: plan)
        let isSame = [OID.nameConstraints, .basicConstraints].allSatisfy { oid in
            certificate.extensions.first { $0.oid == oid } == wanted.first { $0.oid == oid }
        }
        return certificate.notBefore <= min(setting.instant, setting.realInstant)
            && certificate.notAfter >= max(setting.instant, setting.realInstant)
            && isSame
    }
}

extension UInt64 {
    fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0.drop { $0 == 0 }) } }
}
