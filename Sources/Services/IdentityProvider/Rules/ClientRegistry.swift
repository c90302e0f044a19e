/// All registered applications by id.
package struct ClientRegistry: Sendable {
    private let clients: [String: RegisteredClient]

    /// A later client of the same id replaces an earlier one.
    package init(_ clients: [RegisteredClient]) {
        self.clients = Dictionary(clients.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    package subscript(id: String) -> RegisteredClient? { clients[id] }

    package var hasConfidentialClients: Bool { clients.values.contains { $0.secret != nil } }
}
