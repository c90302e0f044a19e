public import Foundation

/// Where everything is: the content of the ready file, written when every listener accepts.
///
/// The JSON keys are an interface other people's scripts rely on; ``environment`` gives the same as variables for a
/// vendor's program.
public struct ReadyFile: Codable, Equatable, Sendable {
    /// Base URL of the signing service (mutual TLS).
    public var signingURL: String
    /// Base URL of the portal.
    public var portalURL: String
    /// OIDC issuer; discovery is below it.
    public var issuer: String
    /// Where signed documents are received.
    public var receptionURL: String
    /// PEM file of the root that signs the server certificate.
    public var caFile: String
    /// PEM file of the test HPKI root and its sub-CAs.
    public var hpkiCAFile: String
    /// Path of `client.hpki-cardless-signature.p12`; nil where a scenario has not delivered it.
    public var pkcs12: String?
    public var pkcs12Password: String?
    /// The registered vendor application.
    public var clientID: String
    public var redirectURI: String
    /// Login id of the default practitioner.
    public var practitioner: String
    /// Their name in Japanese, as the vendor's master file has it, and as certificates without a Japanese name have it.
    public var practitionerName: String
    public var practitionerRomanisedName: String
    /// The practitioner's CSC credential; empty where they have none.
    public var credentialID: String
    public var hpkiCardPIN: String
    public var myNumberAuthPIN: String
    public var myNumberSignPassword: String
    /// Path of the PC/SC socket; nil where the simulator has none.
    public var pcscSocket: String?
    public var adminURL: String
    public var adminToken: String
    /// Id of the running scenario, empty if none.
    public var scenario: String
    public var pid: Int32
    public var version: String

    enum CodingKeys: String, CodingKey, CaseIterable {
        case signingURL = "signing_url"
        case portalURL = "portal_url"
        case issuer
        case receptionURL = "reception_url"
        case caFile = "ca_file"
        case hpkiCAFile = "hpki_ca_file"
        case pkcs12
        case pkcs12Password = "pkcs12_password"
        case clientID = "client_id"
        case redirectURI = "redirect_uri"
        case practitioner
        case practitionerName = "practitioner_name"
        case practitionerRomanisedName = "practitioner_romanised_name"
        case credentialID = "credential_id"
        case hpkiCardPIN = "hpki_card_pin"
        case myNumberAuthPIN = "my_number_auth_pin"
        case myNumberSignPassword = "my_number_sign_password"
        case pcscSocket = "pcsc_socket"
        case adminURL = "admin_url"
        case adminToken = "admin_token"
        case scenario
        case pid
        case version
    }
}

extension ReadyFile {
    /// Reads a ready file.
    ///
    /// - Throws: a file or decoding error.
    public init(contentsOf url: URL) throws {
        self = try JSONDecoder().decode(ReadyFile.self, from: Data(contentsOf: url))
    }

    /// Writes the file for its owner only (0600), whole or not at all.
    public func write(to url: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try PrivateFile.write(try encoder.encode(self) + Data("\n".utf8), to: url)
    }
}
