/// Where something was written. It names the place in messages and plays no part in equality, so that a scenario that was
/// read equals one that was built in Swift.
package struct Origin: Sendable {
    package let file: String
    /// From 1; 0 for what was not read from a file.
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package static let none = Origin(file: "", line: 0, column: 0)

    package var isKnown: Bool { !file.isEmpty }
}

extension Origin: Hashable {
    package static func == (left: Origin, right: Origin) -> Bool { true }
    package func hash(into hasher: inout Hasher) {}
}

extension Origin: CustomStringConvertible {
    package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
