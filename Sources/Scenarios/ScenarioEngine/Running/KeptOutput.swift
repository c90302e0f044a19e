/// The beginning of a program's output, within a bound.
struct KeptOutput: Sendable {
    let limit: Int
    private var bytes: [UInt8] = []
    private(set) var isCut = false

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ more: [UInt8]) {
        let room = limit - bytes.count
        if more.count > room { isCut = true }
        bytes += more.prefix(max(room, 0))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
