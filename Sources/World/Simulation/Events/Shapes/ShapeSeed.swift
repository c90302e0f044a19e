/// A text and a number out of which most values can be made.
struct ShapeSeed {
    let text: String
    let number: Int

    /// A plain word, an instant, a day, a trace id, a duration, a fingerprint, an address, a number.
    static let all = [
        ShapeSeed(text: "x", number: 1), ShapeSeed(text: "2026-04-01T09:00:00Z", number: 0),
        ShapeSeed(text: "2026-04-01", number: 2026), ShapeSeed(text: String(repeating: "1", count: 32), number: 2),
        ShapeSeed(text: "15d", number: 3), ShapeSeed(text: String(repeating: "0", count: 64), number: 4),
        ShapeSeed(text: "https://localhost/", number: 5), ShapeSeed(text: "9918000010", number: 10),
    ]
}
