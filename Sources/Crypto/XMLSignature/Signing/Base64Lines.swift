/// Base64 in lines of 76 characters, each ending with a line feed, as the public samples have it.
enum Base64Lines {
    static func wrapped(_ text: String, columns: Int = 76) -> String {
        let characters = Array(text.utf8)
        var lines: [UInt8] = []
        lines.reserveCapacity(characters.count + characters.count / columns + 1)
        for start in stride(from: 0, to: characters.count, by: columns) {
            lines += characters[start..<min(start + columns, characters.count)]
            lines.append(UInt8(ascii: "\n"))
        }
        return String(decoding: lines, as: UTF8.self)
    }
}
