/// All registered applications by id.
package struct ClientRegistry: Sendable {
    private let clients: [String: RegisteredClient]

    /// A later client of the same id replaces an earlier one.
    package init(_ clients: [RegisteredClient]) {
        self.clients = Dictionary(clients.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    private init(_ clients: [String: RegisteredClient]) {
        self.clients = clients
    }

    package subscript(id: String) -> RegisteredClient? { clients[id] }

    /// In the order of their ids.
    package var all: [RegisteredClient] { clients.values.sorted { $0.id < $1.id } }

    package var hasConfidentialClients: Bool { clients.values.contains { $0.isConfidential } }

    /// With others besides, which replace those of the same id.
    package func merging(_ others: [String: RegisteredClient]) -> ClientRegistry {
        others.isEmpty ? self : ClientRegistry(clients.merging(others) { $1 })
    }
}
