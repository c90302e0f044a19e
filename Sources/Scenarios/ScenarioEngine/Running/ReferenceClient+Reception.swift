import Simulation
import VendorDouble

extension ReferenceClient {
    /// Sends the signed files to their receiver; what is left is sent again as often as the step says, and never signed
    /// again.
    func registerDocuments(
        _ arguments: [String: JSONValue],
        _ session: VendorSession,
        _ state: inout State
    ) async throws {
        guard !state.documents.isEmpty else { throw VendorFailure("register", .other("nothing was signed")) }
        let client = ReceptionClient(url: environment["HPKI_SIM_RECEPTION_URL"] ?? "", session)
        for _ in 0..<max(arguments["times"]?.integer ?? 1, 1) {
            var tries = max(arguments["resumes"]?.integer ?? 0, 0) + 1
            var left = state.documents[...]
            while let file = left.first {
                do {
                    _ = try await client.register(file)
                    left.removeFirst()
                } catch {
                    tries -= 1
                    if tries == 0 { throw error }
                }
            }
        }
    }
}
