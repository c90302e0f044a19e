package import OpenSSL

/// What was found out about a .p12 file and its password.
package struct FileReport: Sendable {
    /// The worst first, in the order in which they should be mended.
    package let problems: [FileProblem]
    /// The client certificate; nil where the file could not be opened.
    package let certificate: Certificate?
    /// nil where it is no .p12 file.
    package let protection: PKCS12Protection?

    package var isUsable: Bool { problems.allSatisfy { $0.severity != .unusable } }

    init(_ problems: [FileProblem], _ certificate: Certificate? = nil, _ protection: PKCS12Protection? = nil) {
        let ranked: [FileProblem.Severity] = [.unusable, .warning, .note]
        self.problems = ranked.flatMap { severity in problems.filter { $0.severity == severity } }
        self.certificate = certificate
        self.protection = protection
    }
}
