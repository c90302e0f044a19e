import Foundation
import Simulation

/// One card of a running server, as `GET world` tells it.
struct CardListing: Codable {
    struct Certificate: Codable {
        let notAfter: String
    }

    struct Revocation: Codable {
        let reason: String
    }

    let id: String
    let kind: String
    let holder: String
    let reader: Int?
    let isUpsideDown: Bool?
    let triesLeft: [String: Int]
    /// By slot; empty until the card is first used.
    let certificates: [String: Certificate]
    let revocations: [String: Revocation]

    func line(at now: Date?) -> String {
        let place = reader.map { "reader \($0)" + (isUpsideDown == true ? " upside down" : "") } ?? "-"
        let tries = triesLeft.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return ([place, id, kind, holder, "tries left: \(tries)"] + troubles(at: now)).joined(separator: "  ")
    }

    private func troubles(at now: Date?) -> [String] {
        certificates.sorted { $0.key < $1.key }.compactMap { slot, certificate in
            if let revocation = revocations[slot] { return "\(slot) certificate revoked (\(revocation.reason))" }
            guard let now, let end = Date(rfc3339: certificate.notAfter), end < now else { return nil }
            return "\(slot) certificate expired"
        }
    }
}

/// The members of `GET world` that list the cards.
struct CardListings: Codable {
    let now: String
    let cards: [CardListing]
}
