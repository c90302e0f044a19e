import CertificateFiles
import ClientCertificateDesk
import Foundation
import HealthcarePKI
import OpenSSL
import Registry

/// .p12 files of the shipped hierarchy, with keys made for this run.
struct FileSamples: Sendable {
    static let shared = Result { try FileSamples() }

    let pki: TestPKI
    private let key: PrivateKey
    private let weakKey: PrivateKey
    let now = Samples.now

    private init() throws {
        key = try PrivateKey.generate(.rsa(bits: 2048))
        weakKey = try PrivateKey.generate(.rsa(bits: 1024))
        pki = TestPKI(
            hierarchy: try CertificateHierarchy(yaml: CertificateFiles.hierarchy),
            keys: TemporaryKeys(),
            setting: .init(baseURL: "http://localhost:8080", instant: Samples.now, realInstant: Samples.now)
        )
    }

    func file(
        authority: String = "client-issuing",
        profile: String? = nil,
        encryption: PKCS12Encryption = .aes256,
        withChain: Bool = true,
        holding other: PrivateKey? = nil
    ) throws -> PreparedClientCertificate {
        var order = ClientCertificateOrder(
            id: "sample",
            facility: try Samples.facility(),
            institutionCode: try InstitutionCode("9918000028"),
            key: profile == "client-certificate-weak-key" ? weakKey : key,
            at: now
        )
        order.authority = authority
        order.profile = profile
        order.encryption = encryption
        order.includesChain = withChain
        return try pki.prepare(order, holding: other)
    }

    /// What every simulator knows.
    func knowledge(at instant: Date? = nil) throws -> FileKnowledge {
        FileKnowledge(
            now: instant ?? now,
            authorities: try pki.hierarchy.authorities.map { authority in
                let role: FileKnowledge.Authority.Role =
                    switch authority.label {
                    case "client-issuing": .clientCertificates
                    case "medical-institution": .medicalInstitutions
                    default: .other(authority.standsFor)
                    }
                return .init(name: try authority.subjectName, role: role)
            }
        )
    }

    /// What a running one knows besides.
    func serverKnowledge(
        at instant: Date? = nil,
        revoked entries: [RevokedCertificate] = [],
        codes: Set<String> = ["9918000028"],
        plannedRevocations: [String: Date] = [:],
        downloadPasswords: Set<String> = []
    ) throws -> FileKnowledge {
        var knowledge = try knowledge(at: instant)
        knowledge.server = .init(
            anchors: [try pki.authority("client-root").certificate],
            revocationList: try pki.revocationList(
                of: "client-issuing",
                entries: entries,
                lastChange: entries.first?.date,
                at: knowledge.now
            ),
            institutionCodes: codes,
            plannedRevocations: plannedRevocations,
            downloadPasswords: downloadPasswords
        )
        return knowledge
    }
}
