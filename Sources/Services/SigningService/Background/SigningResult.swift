import Logging
import Simulation

/// Where the store keeps the signatures of a request of mode A, a JSON array, until their time is over.
enum SigningResult {
    /// - Parameter request: SHA-256 of the response id.
    static func blob(_ request: String) -> BlobID { BlobID(rawValue: "signing-result.\(request)") }
}

extension SigningService {
    /// Removes results whose time is over, until the task is cancelled.
    func forgetResults() async {
        do {
            for try await envelope in simulation.journal.stream(after: firstSeq, types: ["signing.expired"]) {
                guard envelope.payload["kind"] == .string(SigningEvent.Kind.result.rawValue),
                    let name = envelope.payload["name"]?.string
                else { continue }
                try await simulation.blobs.remove(SigningResult.blob(name))
            }
        } catch {
            simulation.logger.error("results that are over are no longer removed: \(error)")
        }
    }
}
