import Foundation
import HealthcarePKI
import Hummingbird
import IdentityProvider
import OpenSSL
import Registry
import Simulation
import WebFront

extension RunningWorld {
    /// What `GET world` shows: the shared nouns as they are now.
    var report: JSONValue {
        get throws {
            let now = simulation.clock.now
            let facilities = simulation.read(FacilityDomain.self) { $0.facilities.values.sorted { $0.id < $1.id } }
            let practitioners = simulation.read(PractitionerDomain.self) { $0.all }
            let credentials = simulation.read(CredentialDomain.self) { $0.all }
            let certificates = simulation.read(ClientCertificateDomain.self) { $0.all.sorted { $0.id < $1.id } }
            let cards = simulation.read(CardDomain.self) { $0.all }
            return [
                "now": .string(now.rfc3339),
                "facilities": .array(try facilities.map { try JSONValue(encoding: $0) }),
                "practitioners": .array(try practitioners.map { try JSONValue(encoding: $0) }),
                "credentials": .array(try credentials.map { try described($0, $0.status(at: now).rawValue) }),
                "client_certificates": .array(try certificates.map { try described($0, $0.status(at: now).rawValue) }),
                "cards": .array(try cards.map { try JSONValue(encoding: $0) }),
                "front": try JSONValue(encoding: simulation.state(of: FrontDomain.self)),
            ]
        }
    }

    private func described(_ noun: some Encodable, _ status: String) throws -> JSONValue {
        var members = try JSONValue(encoding: noun).object ?? [:]
        members["status"] = .string(status)
        return .object(members)
    }

    /// `GET certificates`: every certificate there is, with its PEM.
    var certificatesOperation: AdminOperation {
        AdminOperation(.get, "certificates", "Every certificate: authorities, client and second certificates.") {
            _,
            _ in
            Response(json: ["certificates": .array(try await certificates())])
        }
    }

    private func certificates() async throws -> [JSONValue] {
        let now = simulation.clock.now
        var entries: [JSONValue] = vault.pki.existingAuthorities.map {
            entry($0.label, "authority", $0.certificate, status: "valid")
        }
        let clients = simulation.read(ClientCertificateDomain.self) { $0.all.sorted { $0.id < $1.id } }
        for client in clients {
            let certificate = try await vault.certificate(client.certificate)
            entries.append(entry("\(client.id)", "client", certificate, status: client.status(at: now).rawValue))
        }
        for credential in simulation.read(CredentialDomain.self, { $0.all }) {
            guard let record = credential.certificate else { continue }
            let certificate = try await vault.certificate(record)
            entries.append(
                entry("\(credential.id)", "credential", certificate, status: credential.status(at: now).rawValue)
            )
        }
        return entries
    }

    private func entry(_ label: String, _ kind: String, _ certificate: Certificate, status: String) -> JSONValue {
        [
            "label": .string(label), "kind": .string(kind), "status": .string(status),
            "subject": .string(certificate.subject.description), "issuer": .string(certificate.issuer.description),
            "serialNumber": .string(certificate.serialHex), "notBefore": .string(certificate.notBefore.rfc3339),
            "notAfter": .string(certificate.notAfter.rfc3339), "pem": .string(certificate.pem),
        ]
    }

    /// Everyone who may log in, the default practitioner first: the login page preselects the first.
    var loginPractitioners: [LoginPractitioner] {
        let (now, credentials) = (simulation.clock.now, simulation.read(CredentialDomain.self) { $0 })
        let all = simulation.read(PractitionerDomain.self) { $0.all }
        let first = all.filter { $0.id == DefaultWorld.practitioner }
        let others = all.filter { $0.id != DefaultWorld.practitioner }
        return (first + others).map { practitioner in
            LoginPractitioner(
                id: practitioner.id.rawValue,
                name: practitioner.name.japanese,
                roles: practitioner.licences.map { licence in
                    (try? vault.pki.hierarchy.role(licence.role))?.japanese ?? licence.role
                },
                methods: Set(practitioner.loginMethods.compactMap { LoginMethod(rawValue: $0.rawValue) }),
                credentials: credentials.credentials(of: practitioner.id).map { credential in
                    LoginCredential(
                        id: credential.id.rawValue,
                        isEnabled: credential.status(at: now) == .valid,
                        multisign: credential.multisign
                    )
                }
            )
        }
    }
}
