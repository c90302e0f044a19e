/// The beginning of a program's output, within a bound.
struct KeptOutput: Sendable {
    let limit: Int
    private var bytes: [UInt8] = []
    private(set) var isCut = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether nothing more is kept: what comes need not even be looked at.
    var isFull: Bool { bytes.count == limit }

    mutating func append(_ more: [UInt8]) {
        let room = limit - bytes.count
        if more.count > room { isCut = true }
        bytes += more.prefix(max(room, 0))
    }

    mutating func skip(_ count: Int) {
        if count > 0 { isCut = true }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
