/// Base64 in lines of 76 characters, each ending with a line feed, as the public samples have it.
enum Base64Lines {
    static func wrapped(_ text: String, columns: Int = 76) -> String {
        var lines = ""
        var rest = text[...]
        while !rest.isEmpty {
            lines += rest.prefix(columns) + "\n"
            rest = rest.dropFirst(columns)
        }
        return lines
    }
}
