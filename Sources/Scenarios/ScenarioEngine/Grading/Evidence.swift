/// Where in a run it shows that a control is broken.
package enum Evidence: Hashable, Sendable {
    /// A line of the journal, by its number.
    case journal(Int)
    /// A request, by the number of its record, and what it was: records do not outlive the simulator.
    case request(Int, String)
    /// A line of the program's output, from 1.
    case output(Int)
}

extension [Evidence] {
    /// Numbers of the journal's lines.
    package var journal: [Int] {
        compactMap { if case .journal(let number) = $0 { number } else { nil } }
    }

    /// Numbers of the output's lines.
    package var outputLines: [Int] {
        compactMap { if case .output(let number) = $0 { number } else { nil } }
    }

    package var requests: [(number: Int, what: String)] {
        compactMap { if case .request(let number, let what) = $0 { (number, what) } else { nil } }
    }

    /// As it stands behind what was found: `[journal 3, 5; output line 2]`; empty where nothing shows it.
    var text: String {
        let journal = journal.prefix(Self.most).map(String.init).joined(separator: ", ")
        let requests = requests.prefix(Self.most).map(\.what).joined(separator: ", ")
        let lines = outputLines.prefix(Self.most).map(String.init).joined(separator: ", ")
        let parts = [("journal", journal), ("requests", requests), ("output line", lines)].filter { !$0.1.isEmpty }
        return parts.isEmpty ? "" : "[\(parts.map { "\($0.0) \($0.1)" }.joined(separator: "; "))]"
    }

    private static var most: Int { 10 }
}
