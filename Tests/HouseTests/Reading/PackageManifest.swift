/// Which of our targets each target of Package.swift depends on, read from its text.
/// (Asking SwiftPM itself would wait for the very run that this test is part of.)
struct PackageManifest {
    let dependencies: [String: Set<String>]
    let folders: [String: String]

    /// - Parameter targets: The names that count as ours.
    init(text: String, targets: Set<String>) {
        var dependencies: [String: Set<String>] = [:]
        var folders: [String: String] = [:]
        let start = /(room|tests|\.target|\.executableTarget|\.testTarget|\.systemLibrary)\(/
        let declarations = text.matches(of: start).filter { !text[..<$0.range.lowerBound].hasSuffix("func ") }
        for match in declarations {
            let words = Self.stringLiterals(in: Self.balanced(text[match.range.upperBound...]))
            if match.1 == "room" {
                guard words.count >= 2 else { continue }
                dependencies[words[1]] = targets.intersection(words.dropFirst(2))
                folders[words[1]] = "Sources/\(words[0])/\(words[1])"
            } else if let name = words.first, targets.contains(name) {
                dependencies[name] = targets.intersection(words.dropFirst())
                folders[name] = words.first { $0.hasPrefix("Sources/") || $0 == "Certs" || $0 == "Scenarios" }
            }
        }
        self.dependencies = dependencies
        self.folders = folders
    }

    /// The text up to the parenthesis that closes the one before it.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 1
        let end = text.firstIndex { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth == 0
        }
        return text[..<(end ?? text.endIndex)]
    }

    private static func stringLiterals(in text: Substring) -> [String] {
        text.matches(of: /"([^"]*)"/).map { String($0.1) }
    }
}
