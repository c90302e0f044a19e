import Simulation
import Yams

/// Reads YAML documents within bounds: whatever the bytes, there is a value or an error that says where.
enum YAMLReader {
    /// A scenario has some hundred nodes; aliases that unfold to more are refused.
    static let nodeLimit = 20_000
    static let depthLimit = 40
    static let byteLimit = 1 << 20

    static func read(_ text: String, file: String) throws(ScenarioError) -> SourceValue {
        let start = Origin(file: file, line: 1, column: 1)
        guard text.utf8.count <= byteLimit else { throw ScenarioError(start, "larger than a mebibyte") }
        let root: Node?
        do {
            root = try Parser(yaml: text, resolver: .default, encoding: .utf8).singleRoot()
        } catch {
            throw ScenarioError(error, file: file, text: text)
        }
        guard let root else { throw ScenarioError(start, "the file is empty") }
        var reader = Reader(file: file)
        return try reader.value(root, depth: 0)
    }

    private struct Reader {
        let file: String
        var count = 0

        mutating func value(_ node: Node, depth: Int) throws(ScenarioError) -> SourceValue {
            let origin = Origin(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
            count += 1
            guard count <= nodeLimit else {
                throw ScenarioError(origin, "more than \(nodeLimit) values: aliases unfold too far")
            }
            guard depth <= depthLimit else { throw ScenarioError(origin, "nested deeper than \(depthLimit) levels") }
            switch node {
            case .scalar(let scalar):
                return SourceValue(.scalar(Self.json(scalar, node)), at: origin)
            case .sequence(let sequence):
                var values: [SourceValue] = []
                for element in sequence { values.append(try value(element, depth: depth + 1)) }
                return SourceValue(.list(values), at: origin)
            case .mapping(let mapping):
                var members: [SourceValue.Member] = []
                for (key, content) in mapping {
                    let place = Origin(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
                    guard case .scalar(let name) = key else { throw ScenarioError(place, "a key must be a text") }
                    let member = try value(content, depth: depth + 1)
                    members.append(SourceValue.Member(key: name.string, keyOrigin: place, value: member))
                }
                return SourceValue(.mapping(members), at: origin)
            case .alias:
                throw ScenarioError(origin, "an alias without its anchor")
            }
        }

        /// The core schema of YAML 1.2 (10.3.2); dates stay texts, and so do `yes` and `no`.
        private static func json(_ scalar: Node.Scalar, _ node: Node) -> JSONValue {
            guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
            switch scalar.string {
            case "true", "True", "TRUE": return true
            case "false", "False", "FALSE": return false
            case "", "~", "null", "Null", "NULL": return .null
            case let text:
                if let integer = Int(text), !isPadded(text) { return .integer(integer) }
                if text.contains("."), let number = Double(text), number.isFinite, text.first?.isNumber == true {
                    return .number(number)
                }
                return .string(text)
            }
        }

        /// `0010` is a code, not a number.
        private static func isPadded(_ text: String) -> Bool {
            let digits = text.drop { $0 == "-" || $0 == "+" }
            return text.hasPrefix("+") || (digits.count > 1 && digits.first == "0")
        }
    }
}

extension ScenarioError {
    /// A YAML syntax error in the words of the parser.
    fileprivate init(_ error: any Error, file: String, text: String) {
        let (line, column, reason): (Int?, Int?, String) =
            switch error as? YamlError {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark.line, mark.column, problem)
            case .duplicatedKeysInMapping(let keys, let context):
                // The parser says where the mapping begins; the second line that begins with the key is nearer.
                (
                    keys.first.flatMap { Self.secondLine(of: $0, in: text) } ?? context.mark.line, nil,
                    "the key stands twice: \(keys.joined(separator: ", "))"
                )
            case let other: (nil, nil, other.map(String.init(describing:)) ?? "\(error)")
            }
        let sentence = reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? "not YAML"
        self.init(Origin(file: file, line: line ?? 1, column: column ?? 1), sentence)
    }

    private static func secondLine(of key: String, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.indices.filter { lines[$0].drop { $0 == " " }.hasPrefix("\(key):") }
        return found.dropFirst().first.map { $0 + 1 }
    }
}
