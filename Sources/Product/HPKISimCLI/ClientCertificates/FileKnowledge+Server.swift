import CertificateFiles
import ClientCertificateDesk
import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation

extension FileKnowledge {
    /// What every simulator knows and, where one runs, what that one knows.
    ///
    /// - Throws: ``CommandFailure`` where a server was named that does not answer.
    static func gathered(_ options: ReadyOptions, _ context: CommandContext) async throws -> FileKnowledge {
        var knowledge = FileKnowledge(now: TimeSource.system.now(), authorities: try authorities())
        guard let server = try RunningServer.ifThereIsOne(options, context) else { return knowledge }
        let world = try JSONValue.parse(Array(try await server.call("GET", "world")))
        guard let now = world["now"]?.string.flatMap({ Date(rfc3339: $0) }) else {
            throw CommandFailure(.internalError, "the server's world has no clock")
        }
        knowledge.now = now
        let listing = try JSONDecoder().decode(
            CertificateListing.self,
            from: try await server.call("GET", "certificates")
        )
        guard let list = try await server.revocationList(of: clientAuthority) else {
            throw CommandFailure(.internalError, "the server has no revocation list of \(clientAuthority)")
        }
        knowledge.server = FileKnowledge.Server(
            anchors: [try Certificate(pem: listing.entry(clientRoot).pem)],
            revocationList: try RevocationList(derEncoded: Array(list)),
            institutionCodes: institutionCodes(world),
            plannedRevocations: plannedRevocations(world),
            downloadPasswords: downloadPasswords(try JSONValue.parse(Array(try await server.call("GET", "mailbox"))))
        )
        return knowledge
    }

    private static let clientAuthority = "client-issuing"
    private static let clientRoot = "client-root"
    private static let medicalInstitutionAuthority = "medical-institution"

    private static func authorities() throws -> [Authority] {
        try CertificateHierarchy(yaml: CertificateFiles.hierarchy).authorities.map { authority in
            let role: Authority.Role =
                switch authority.label {
                case clientAuthority: .clientCertificates
                case medicalInstitutionAuthority: .medicalInstitutions
                default: .other(authority.standsFor)
                }
            return Authority(name: try authority.subjectName, role: role)
        }
    }

    /// Of the facility whose .p12 the ready file names.
    private static func institutionCodes(_ world: JSONValue) -> Set<String> {
        let facilities = world["facilities"]?.array ?? []
        let own = facilities.first { $0["id"]?.string == DefaultWorld.facility.rawValue }
        let codes = own?["codes"]?.array?.compactMap { $0["code"]?.string } ?? []
        let former = own?["formerCodes"]?.array?.compactMap(\.string) ?? []
        return Set(codes + former)
    }

    /// Of every mail 2 that has arrived (desk rule DL-4).
    private static func downloadPasswords(_ mailbox: JSONValue) -> Set<String> {
        Set((mailbox["mails"]?.array ?? []).compactMap { $0["download_password"]?.string })
    }

    private static func plannedRevocations(_ world: JSONValue) -> [String: Date] {
        var planned: [String: Date] = [:]
        for entry in world["client_certificates"]?.array ?? [] {
            guard let fingerprint = entry["certificate"]?["fingerprint"]?.string,
                let instant = entry["plannedRevocation"]?["instant"]?.string.flatMap({ Date(rfc3339: $0) })
            else { continue }
            planned[fingerprint] = instant
        }
        return planned
    }
}
