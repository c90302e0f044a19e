import Foundation
import HealthcarePKI
import OpenSSL
package import Simulation

/// Puts a new second certificate in the place of a credential's present one, by name.
package struct CredentialRenewal: Sendable {
    /// The profiles that are not the issuer's own, as they are called in the hierarchy after `hpki-signature-`.
    private static let faults = ["expired", "not-yet-valid", "without-role", "wrong-usage", "wrong-policy"]

    private let vault: Vault

    package init(_ vault: Vault) {
        self.vault = vault
    }

    package var command: NamedCommand {
        NamedCommand(
            "credential.renew",
            "Issues a new second certificate in place of the present one, which is revoked as superseded.",
            [
                .required("credential", .string, "The credential's id."),
                .optional("not-after", .instant, "Its end; the profile's if not given."),
                .optional("fault", .choice(Self.faults), "What is wrong with it; nothing if not given."),
                .optional("key", .choice(["same", "new"]), "Whether it has another key; the same if not given."),
            ]
        ) { arguments in
            let id = ID<Credential>(rawValue: try arguments.require("credential", arguments.string))
            let prepared = try await prepare(
                id,
                notAfter: arguments.instant("not-after"),
                fault: arguments.string("fault"),
                hasNewKey: arguments.string("key") == "new"
            )
            let performed = try await vault.simulation.perform(
                .issue(id, prepared.record, keyLabel: prepared.keyLabel),
                in: CredentialDomain.self,
                cause: arguments.cause,
                trace: arguments.trace,
                blobs: prepared.blobs
            )
            return ["events": .array(performed.envelopes.map(\.json))]
        }
    }

    private func prepare(
        _ id: ID<Credential>,
        notAfter: Date?,
        fault: String?,
        hasNewKey: Bool
    ) async throws -> PreparedCredential {
        let simulation = vault.simulation
        guard let credential = simulation.read(CredentialDomain.self, { $0[id] }) else {
            throw CredentialError.unknown(id)
        }
        guard let record = credential.certificate, let label = credential.keyLabel else {
            throw CredentialError.pending(id)
        }
        guard let practitioner = simulation.read(PractitionerDomain.self, { $0[credential.practitioner] }) else {
            throw CredentialError.unknownPractitioner(credential.practitioner)
        }
        let present = try await vault.certificate(record)
        let key = try await vault.key(label)
        let newLabel = hasNewKey ? Self.other(label, of: id) : label
        var order = PractitionerCertificateOrder(
            practitioner: practitioner,
            role: credential.role,
            authority: record.authority,
            key: hasNewKey ? try self.key(newLabel, key.kind) : key,
            keyLabel: newLabel,
            at: simulation.clock.now
        )
        // The issuers that name the facility go on naming it.
        if present.subject.attributes.contains(where: { $0.type == .organizationName }) {
            order.facility = practitioner.facilities.first.flatMap { facility in
                simulation.read(FacilityDomain.self) { $0[facility] }
            }
        }
        order.profile = fault.map { "hpki-signature-\($0)" }
        order.notAfter = notAfter
        return try vault.pki.prepare(order)
    }

    /// Two keys take turns.
    private static func other(_ label: String, of id: ID<Credential>) -> String {
        let (first, second) = ("credential.\(id)", "credential.\(id).renewed")
        return label == second ? first : second
    }

    private func key(_ label: String, _ kind: KeyKind) throws -> PrivateKey {
        guard let request = KeyRequest(label: label, kind: kind) else { throw VaultError.unsuitableKeyName(label) }
        return try vault.pki.keys.key(request)
    }
}
