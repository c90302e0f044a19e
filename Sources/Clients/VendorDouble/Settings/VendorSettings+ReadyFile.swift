package import Foundation
import OpenSSL

extension VendorSettings {
    /// From the ready file of a running simulator.
    ///
    /// - Throws: ``VendorFailure`` that names the member or file.
    package init(readyFile: URL, instant: @escaping @Sendable () -> Date) throws(VendorFailure) {
        let values: [String: String]
        do {
            let members = try JSONDecoder().decode([String: Member].self, from: Data(contentsOf: readyFile))
            values = members.compactMapValues(\.text)
        } catch {
            throw VendorFailure("read \(readyFile.path)", .settings("no ready file: \(error)"))
        }
        try self.init(system: .current, instant: instant) { values[$0] }
    }

    /// From the variables that a scenario's runner sets for a vendor's program: `HPKI_SIM_SIGNING_URL` and the like.
    ///
    /// - Parameter system: whose certificate store opens the facility's file.
    /// - Throws: ``VendorFailure`` that names the variable or file.
    package init(
        environment: [String: String],
        system: CertificateSystem = .current,
        instant: @escaping @Sendable () -> Date
    ) throws(VendorFailure) {
        try self.init(system: system, instant: instant) { name in
            // The file itself and its password are shorter as variables: HPKI_SIM_P12, HPKI_SIM_P12_PASSWORD.
            environment["HPKI_SIM_\(name.replacingOccurrences(of: "pkcs12", with: "p12").uppercased())"]
        }
        guard let text = environment["HTTPS_PROXY"], !text.isEmpty else { return }
        guard let proxy = ProxyAddress(text) else {
            throw VendorFailure("read HTTPS_PROXY", .settings("it is no http://user:password@host:port"))
        }
        self.proxy = proxy
    }

    private init(
        system: CertificateSystem,
        instant: @escaping @Sendable () -> Date,
        value: (String) -> String?
    ) throws(VendorFailure) {
        let authorities = try Self.file(try Self.require("ca_file", value))
        let anchors = (try? Certificate.chain(pem: String(decoding: authorities, as: UTF8.self))) ?? []
        guard !anchors.isEmpty else {
            throw VendorFailure("read ca_file", .settings("no certificates in PEM"))
        }
        var facility: FacilityFile?
        if let path = value("pkcs12") {
            let password = value("pkcs12_password") ?? ""
            facility = try FacilityFile(pkcs12: try Self.file(path), password: password, system: system)
        }
        self.init(
            signingURL: try Self.require("signing_url", value),
            issuer: try Self.require("issuer", value),
            trustAnchors: anchors,
            facility: facility,
            clientID: try Self.require("client_id", value),
            redirectURI: try Self.require("redirect_uri", value),
            practitioner: try Self.require("practitioner", value),
            instant: instant
        )
        if let name = value("practitioner_name"), !name.isEmpty {
            holder = RegisteredPerson(japanese: name, romanised: value("practitioner_romanised_name"))
        }
    }

    private static func require(_ name: String, _ value: (String) -> String?) throws(VendorFailure) -> String {
        guard let value = value(name) else { throw VendorFailure("read \(name)", .settings("it is not given")) }
        return value
    }

    private static func file(_ path: String) throws(VendorFailure) -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw VendorFailure("read \(path)", .settings(error.localizedDescription))
        }
    }

    /// A member of the ready file; numbers are not needed here.
    private struct Member: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
