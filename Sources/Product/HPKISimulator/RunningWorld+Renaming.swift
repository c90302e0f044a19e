import HealthcarePKI
import OpenSSL
import Registry
import Simulation

extension RunningWorld {
    /// What a change of name entails: the second certificates are issued again, to a new key (ACC-09).
    var renameCommand: NamedCommand {
        NamedCommand(
            "practitioner.rename",
            "Changes a practitioner's name and issues the second certificates again; the old ones are revoked.",
            [
                .required("practitioner", .string, "The practitioner's login id."),
                .required("japanese", .string, "Family and given name with a full-width space between them."),
                .required("kana", .string, "The same in katakana."),
                .required("romanised", .string, "As it stands in certificates, ASCII."),
            ]
        ) { arguments in
            let id = ID<Practitioner>(rawValue: try arguments.require("practitioner", arguments.string))
            let name = Practitioner.Name(
                japanese: try arguments.require("japanese", arguments.string),
                kana: try arguments.require("kana", arguments.string),
                romanised: try arguments.require("romanised", arguments.string)
            )
            guard var practitioner = simulation.read(PractitionerDomain.self, { $0[id] }) else {
                throw PractitionerError.unknown(id)
            }
            practitioner.name = name
            let prepared = try reissues(of: practitioner)
            let envelopes = try await simulation.transaction(cause: arguments.cause, trace: arguments.trace) {
                transaction in
                var envelopes = try transaction.perform(.rename(id, name), in: PractitionerDomain.self).envelopes
                for (credential, certificate) in prepared {
                    let issue = CredentialDomain.Command.issue(
                        credential,
                        certificate.record,
                        keyLabel: certificate.keyLabel
                    )
                    envelopes += try transaction.perform(issue, in: CredentialDomain.self).envelopes
                    for blob in certificate.blobs { transaction.store(blob) }
                }
                return envelopes
            }
            return ["events": .array(envelopes.map(\.json))]
        }
    }

    /// A new certificate for each of a person's second certificates that works.
    private func reissues(of practitioner: Practitioner) throws -> [(ID<Credential>, PreparedCredential)] {
        let now = simulation.clock.now
        let credentials = simulation.read(CredentialDomain.self) { $0.credentials(of: practitioner.id) }
        let facility = practitioner.facilities.first.flatMap { id in
            simulation.read(FacilityDomain.self) { $0[id] }
        }
        return try credentials.compactMap { credential in
            guard credential.status(at: now) == .valid, let present = credential.certificate else { return nil }
            let serial = SerialNumber.random()
            var order = PractitionerCertificateOrder(
                practitioner: practitioner,
                role: credential.role,
                authority: present.authority,
                key: try PrivateKey.generate(try vault.pki.keyKind(authority: present.authority)),
                keyLabel: "credential.\(credential.id).\(Hex.encode(serial))",
                at: now
            )
            order.facility = facility
            order.serialNumber = serial
            return (credential.id, try vault.pki.prepare(order))
        }
    }
}
