import Foundation

/// One card of a running server, as `GET world` tells it.
struct CardListing: Codable {
    let id: String
    let kind: String
    let holder: String
    let reader: Int?
    let triesLeft: [String: Int]

    var line: String {
        let place = reader.map { "reader \($0)" } ?? "-"
        let tries = triesLeft.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return [place, id, kind, holder, "tries left: \(tries)"].joined(separator: "  ")
    }
}

/// The member of `GET world` that lists the cards.
struct CardListings: Codable {
    let cards: [CardListing]
}
