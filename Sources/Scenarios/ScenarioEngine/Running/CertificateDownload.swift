import Simulation
import VendorDouble

/// The step `download-certificate`.
struct CertificateDownload: Sendable {
    let desk: DeskClient
    let post: PostReader
    let session: VendorSession

    /// - Returns: the opened .p12; nil for another file.
    /// - Throws: the last refusal; a mail or letter that is not there.
    func perform(_ arguments: [String: JSONValue]) async throws -> FacilityFile? {
        let name = arguments["file"]?.string ?? "client.hpki-cardless-signature.p12"
        let link = try await link(arguments)
        let password = try await password(arguments["password"]?.string ?? "mail", arguments)
        var result = Result<[UInt8], any Error>.failure(VendorFailure("download", .other("no try was made")))
        for _ in 0..<max(arguments["times"]?.integer ?? 1, 1) {
            do {
                result = .success(try await desk.file(name, link: link, password: password))
            } catch {
                result = .failure(error)
            }
        }
        let bytes = try result.get()
        guard name.hasPrefix("client.hpki-cardless-signature") else { return nil }
        let secret = try await self.password(arguments["open-with"]?.string ?? "letter", arguments)
        return try FacilityFile(pkcs12: bytes, password: secret)
    }

    private func link(_ arguments: [String: JSONValue]) async throws -> String {
        let which = arguments["link"]?.string ?? "latest"
        if which == "guessed" { return "\(desk.portalURL)/desk/downloads/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }
        let mails = try await mails("download-link", arguments)
        guard let link = (which == "first" ? mails.first : mails.last)?["link"]?.string else {
            throw missing("the mail with the link")
        }
        return link
    }

    private func password(_ which: String, _ arguments: [String: JSONValue]) async throws -> String {
        switch which {
        case "wrong": return "not-the-password"
        case "letter", "first-letter":
            let facility = try await mails("download-link", arguments).last?["facility"]?.string ?? ""
            let passwords = try await post.letterPasswords(facility: facility, session)
            guard let password = which == "letter" ? passwords.last : passwords.first else {
                throw missing("the letter")
            }
            return password
        default:
            let mails = try await mails("download-password", arguments)
            guard let password = mails.last?["download_password"]?.string else {
                throw missing("the mail with the download password")
            }
            return password
        }
    }

    private func mails(_ kind: String, _ arguments: [String: JSONValue]) async throws -> [JSONValue] {
        try await post.mails(kind, inboxOnly: arguments["folder"]?.string == "inbox", session)
    }

    private func missing(_ thing: String) -> VendorFailure {
        VendorFailure("download", .settings("\(thing) is not there"))
    }
}
