import Foundation
import OpenSSL
import Simulation

extension IdentityProvider {
    /// Registers a vendor application by name; lasts over restarts.
    var registerClient: NamedCommand {
        NamedCommand(
            "client.register",
            "Registers a vendor application, or changes one of the same id: public without secret and keys.",
            [
                .required("id", .string, "client_id: 1 to 255 visible ASCII characters."),
                .required("name", .string, "Shown on the login page."),
                .required(
                    "redirect-uris",
                    .list(of: .string),
                    "Compared character by character; the first is the default."
                ),
                .optional("secret", .string, "Makes it a confidential client; kept as a digest."),
                .optional("keys", .list(of: .object), "JSON Web Keys of its assertions (private_key_jwt)."),
                .optional("method", .choice(LoginMethod.allCases.map(\.rawValue)), "The one method it stands for."),
            ]
        ) { [simulation] arguments in
            let client = RegisteredClient(
                id: try Self.clientID(arguments),
                name: try arguments.require("name", arguments.string),
                redirectURIs: try Self.redirectURIs(arguments),
                secret: try Self.secret(arguments),
                keys: try Self.keys(arguments),
                method: arguments.string("method").flatMap(LoginMethod.init)
            )
            try await simulation.perform(
                .register(client),
                in: LoginDomain.self,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return ["client_id": .string(client.id), "confidential": .bool(client.isConfidential)]
        }
    }

    /// RFC 6749 appendix A.1: `VSCHAR`.
    private static func clientID(_ arguments: CommandArguments) throws -> String {
        let id = try arguments.require("id", arguments.string)
        guard (1...255).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw CommandError.invalidArgument(name: "id", reason: "1 to 255 visible ASCII characters")
        }
        return id
    }

    /// RFC 6749 section 3.1.2: absolute, without a fragment.
    private static func redirectURIs(_ arguments: CommandArguments) throws -> [String] {
        let uris = try arguments.require("redirect-uris", arguments.strings)
        let areGood = uris.allSatisfy { uri in
            URLComponents(string: uri).map { $0.scheme != nil && $0.fragment == nil } ?? false
        }
        guard !uris.isEmpty, areGood else {
            throw CommandError.invalidArgument(
                name: "redirect-uris",
                reason: "absolute URIs without a fragment, at least one"
            )
        }
        return uris
    }

    private static func secret(_ arguments: CommandArguments) throws -> SecretDigest? {
        guard let secret = arguments.string("secret") else { return nil }
        guard !secret.isEmpty else { throw CommandError.invalidArgument(name: "secret", reason: "not empty") }
        return SecretDigest(of: secret)
    }

    private static func keys(_ arguments: CommandArguments) throws -> [JSONWebKey] {
        guard arguments.json["keys"] != nil else { return [] }
        let keys: [JSONWebKey] = try arguments.decode("keys")
        guard keys.allSatisfy({ (try? $0.publicKey()) != nil }) else {
            throw CommandError.invalidArgument(name: "keys", reason: "public keys of kty RSA or EC")
        }
        return keys
    }
}
