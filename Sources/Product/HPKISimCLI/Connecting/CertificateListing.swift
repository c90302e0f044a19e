import Foundation

/// The admin API's answer about certificates.
struct CertificateListing: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let label: String
        let kind: String
        let subject: String
        let issuer: String
        let serialNumber: String
        let notBefore: String
        let notAfter: String
        let status: String
        let pem: String
    }

    let certificates: [Entry]

    /// - Throws: ``CommandFailure`` (64) that names the labels there are.
    func entry(_ label: String) throws -> Entry {
        guard let entry = certificates.first(where: { $0.label == label }) else {
            let labels = certificates.map(\.label).joined(separator: ", ")
            throw CommandFailure(.usage, "no certificate is called '\(label)'; there are \(labels)")
        }
        return entry
    }

    /// Asks the running server, and ends the process the right way when that fails.
    static func with(
        _ options: ReadyOptions,
        _ context: CommandContext,
        _ body: (CertificateListing, RunningServer) async throws -> Void
    ) async throws {
        do {
            let server = try RunningServer(options, context)
            let data = try await server.call("GET", "certificates")
            try await body(try JSONDecoder().decode(CertificateListing.self, from: data), server)
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }
}
