import Foundation
import Simulation
import VendorDouble

/// Tells a client, on this machine unless told otherwise, that its signatures are ready (`response_uri` of `signatures/signHash`).
enum ResultNotification {
    /// Posts the object once; whether it arrives is the receiver's affair, who can always poll.
    static func post(_ uri: String, _ object: JSONValue) async {
        guard let parts = URLComponents(string: uri), let host = parts.host else { return }
        let path =
            (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath)
            + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
        do {
            let connection = try await ClientConnection.open(host: host, port: parts.port ?? 80)
            _ = try await connection.send(
                ClientRequest(
                    "POST",
                    path,
                    fields: [("Content-Type", "application/json;charset=UTF-8")],
                    body: object.utf8()
                )
            )
            try await connection.close()
        } catch {
            return
        }
    }
}
