/// How a vendor's program sends what it has signed to the receiver of prescriptions: by another way than to the signing
/// service, so that one may be dead while the other works.
package struct ReceptionClient: Sendable {
    /// Where documents are received.
    package let url: String
    private let session: VendorSession

    package init(url: String, _ session: VendorSession) {
        self.url = url
        self.session = session
    }

    /// Sends a signed file. The same file may be sent again: it is received once.
    ///
    /// - Returns: the number of the reception.
    package func register(_ file: [UInt8]) async throws(VendorFailure) -> String {
        let url = try ServerURL(url)
        let request = ClientRequest("POST", url.target, fields: [("Content-Type", "application/xml")], body: file)
        let answer = try await session.connections.send(request, to: url, isRepeatable: true)
        return try answer.json(Reception.self, call: request.call, statuses: [200, 201]).reception
    }

    private struct Reception: Decodable {
        let reception: String
    }
}
