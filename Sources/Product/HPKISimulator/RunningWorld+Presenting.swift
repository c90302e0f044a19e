import Registry
import Simulation

extension RunningWorld {
    /// What the facility has in place of its good client certificate.
    func presentCommand(_ presented: PresentedCertificate) -> NamedCommand {
        NamedCommand(
            "client-certificate.present",
            "Puts another .p12 in the place of the facility's delivered one, until the next reset.",
            [.required("kind", .choice(PresentedKind.allCases.map(\.rawValue)), "What is wrong with it.")]
        ) { arguments in
            let kind = try arguments.require("kind") { arguments.string($0).flatMap(PresentedKind.init) }
            let file = try await presented.present(kind, cause: arguments.cause, trace: arguments.trace)
            return [
                "pkcs12": file.path.map(JSONValue.string) ?? .null,
                "pkcs12_password": file.password.map(JSONValue.string) ?? .null,
            ]
        }
    }
}
