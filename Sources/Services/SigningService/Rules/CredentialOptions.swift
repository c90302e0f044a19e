import Simulation

/// The options that `credentials/list` and `credentials/info` share (CSC API v2, sections 11.4 and 11.5).
struct CredentialOptions: Equatable {
    /// Which certificates an answer carries.
    enum Certificates: String {
        case none, single, chain
    }

    let certificates: Certificates
    let certInfo: Bool
    let authInfo: Bool
    let language: ServiceLanguage

    static let members: Set<String> = ["certificates", "certInfo", "authInfo", "lang"]

    init(_ parameters: Parameters) throws(CSCError) {
        let name = try parameters.optionalString("certificates") ?? Certificates.single.rawValue
        guard let certificates = Certificates(rawValue: name) else { throw .invalidCertificates }
        self.certificates = certificates
        certInfo = try parameters.flag("certInfo")
        authInfo = try parameters.flag("authInfo")
        language = ServiceLanguage(try parameters.optionalString("lang"))
    }
}
