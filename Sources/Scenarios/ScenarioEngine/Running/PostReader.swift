import Simulation
import VendorDouble

/// The person at the facility: reads its mailbox and letterbox, over the admin API.
struct PostReader: Sendable {
    private let adminURL: String
    private let token: String

    init(_ environment: [String: String]) {
        adminURL = environment["HPKI_SIM_ADMIN_URL"] ?? ""
        token = environment["HPKI_SIM_ADMIN_TOKEN"] ?? ""
    }

    /// The mails of one kind, latest last.
    func mails(_ kind: String, inboxOnly: Bool, _ session: VendorSession) async throws -> [JSONValue] {
        let mails = try await read("mailbox", session)["mails"]?.array ?? []
        return mails.filter { $0["kind"]?.string == kind && (!inboxOnly || $0["folder"]?.string == "inbox") }
    }

    /// The passwords of a facility's letters, latest last.
    func letterPasswords(facility: String, _ session: VendorSession) async throws -> [String] {
        let letters = try await read("letterbox", session)["letters"]?.array ?? []
        return letters.filter { $0["facility"]?.string == facility }.compactMap { $0["pkcs12_password"]?.string }
    }

    private func read(_ path: String, _ session: VendorSession) async throws -> JSONValue {
        let answer = try await session.get("\(adminURL)/\(path)", bearer: token)
        guard answer.status == 200 else { throw VendorFailure("GET \(path)", .refused(Refusal(answer))) }
        return try JSONValue.parse(answer.body)
    }
}
