import CertificateFiles
import Foundation
import HealthcarePKI
import OpenSSL
import ScenarioFiles

@testable import XMLSignature

/// One PKI with one RSA key for all tests of this target: keys are slow to make.
enum Fixtures {
    /// 2026-02-03T01:30:00Z, which is 10:30 on the same day in Japan.
    static let instant = Date(timeIntervalSince1970: 1_770_082_200)
    static let keys = TemporaryKeys()
    static let pki = Result {
        TestPKI(
            hierarchy: try CertificateHierarchy(yaml: CertificateFiles.hierarchy),
            keys: keys,
            setting: .init(baseURL: "http://localhost:8080", instant: instant, realInstant: instant)
        )
    }

    static func key(_ label: String = "signer") throws -> PrivateKey {
        guard let request = KeyRequest(label: label, kind: .rsa(bits: 2048)) else {
            throw IssuingError.unsuitableOrder(label)
        }
        return try keys.key(request)
    }

    static func certificate(
        role: String = "doctor",
        key label: String = "signer",
        authority: String = "medis-signature"
    ) throws -> Certificate {
        let pki = try pki.get()
        var order = CertificateOrder(
            authority: authority,
            publicKey: try key(label).publicKey,
            serialNumber: SerialNumber.fixed(7),
            at: instant
        )
        order.roles = [try pki.hierarchy.role(role)]
        order.fields = ["name": "Taro Kensho", "japanese-name": "検証　太郎", "subject-serial": "Test000001"]
        order.fields["organisation"] = "KENSHO CLINIC"
        order.fields["japanese-organisation"] = "検証用クリニック"
        return try pki.issue(order)
    }

    /// Trusts the test root, with fresh revocation lists of it and of the signer's authority.
    static func policy() throws -> VerificationPolicy {
        let pki = try pki.get()
        let chain = try pki.chain(of: "medis-signature")
        return VerificationPolicy(
            anchors: Array(chain.suffix(1)),
            certificates: Array(chain.dropLast()),
            revocationLists: try ["medis-signature", "hpki-root"].map {
                try pki.revocationList(of: $0, entries: [], lastChange: nil, at: instant)
            },
            roleNames: HealthcareRoleAttribute.roleNames(of:)
        )
    }

    static var unsigned: [UInt8] { ScenarioFiles.prescription }

    /// The shipped prescription (or another document) signed.
    static func signed(
        _ document: [UInt8] = unsigned,
        form: SignatureForm = .sample,
        role: String = "doctor"
    ) throws -> [UInt8] {
        let document = try PrescriptionDocument(document)
        let prepared = try PreparedSignature(
            of: document,
            by: certificate(role: role),
            at: SigningTime(instant, zone: .utc),
            form: form
        )
        return try prepared.assemble(
            document,
            signatureValue: try key().signature(digest: prepared.digest, algorithm: .sha256)
        )
    }

    static func verify(_ bytes: [UInt8], at instant: Date = instant) throws -> VerificationReport {
        try SignatureVerifier(policy: policy()).verify(bytes, at: instant)
    }
}

extension TestPKI {
    /// An empty revocation list of this authority, of the day of the tests.
    func list(_ authority: String) throws -> RevocationList {
        try revocationList(of: authority, entries: [], lastChange: nil, at: Fixtures.instant)
    }
}
