/// How a vendor's program gets the facility's client certificate from the desk.
package struct DeskClient: Sendable {
    /// Base URL of the desk, without a slash at the end.
    package let portalURL: String
    private let session: VendorSession

    package init(portalURL: String, _ session: VendorSession) {
        self.portalURL = portalURL
        self.session = session
    }

    /// How far an application is.
    ///
    /// - Throws: ``VendorFailure``: refused with `certificate_pending` while it waits, `facility_not_found` and the like
    ///   when it was turned down.
    package func status(ofApplication number: String) async throws(VendorFailure) -> String {
        let path = "/desk/applications/\(ClientRequest.percentEncoded(number))"
        let url = try ServerURL(portalURL + path)
        let answer = try await session.connections.send(.get(url.target), to: url, isRepeatable: true)
        return try answer.json(Standing.self, call: "GET \(path)").status
    }

    /// One file of a download.
    ///
    /// Asked once: each wrong password takes one of few tries away.
    ///
    /// - Parameter link: the URL of the mail.
    package func file(_ name: String, link: String, password: String) async throws(VendorFailure) -> [UInt8] {
        let url = try ServerURL("\(link)/\(ClientRequest.percentEncoded(name))")
        // Without the link itself, which is a secret.
        let call = "download \(name)"
        let request = try ClientRequest.json(url.target, encoding: Password(password: password))
        let answer = try await session.connections.send(request, to: url, isRepeatable: false)
        try answer.require([200], call: call)
        let mediaType = answer["Content-Type"]
        // An error page saved as a .p12 is not found out before somebody needs the certificate (ISS-10).
        guard mediaType?.hasPrefix("application/") == true, mediaType?.contains("json") == false else {
            throw VendorFailure(call, .unreadable(UnreadableAnswer(answer.status, .notAFile(contentType: mediaType))))
        }
        return answer.body
    }

    private struct Standing: Decodable {
        let status: String
    }

    private struct Password: Encodable {
        let password: String
    }
}
