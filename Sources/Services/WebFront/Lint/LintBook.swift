/// The findings so far, in the order of their coming.
package struct LintBook: Codable, Equatable, Sendable {
    /// [D] How many findings are kept; what comes after that is counted under ``others``.
    package static let capacity = 500
    /// The subject under which a rule is counted when the book is full.
    package static let others = "*"

    package private(set) var findings: [LintFinding] = []
    /// Place in `findings`, by rule and subject.
    private var places: [String: Int] = [:]

    package subscript(rule: String, subject: String) -> LintFinding? {
        places[Self.key(rule, subject)].map { findings[$0] }
    }

    /// The subject that a finding is kept under.
    func subject(_ subject: String, for rule: String) -> String {
        findings.count < Self.capacity || places[Self.key(rule, subject)] != nil ? subject : Self.others
    }

    mutating func add(_ finding: LintFinding) {
        places[Self.key(finding.rule.id, finding.subject)] = findings.count
        findings.append(finding)
    }

    mutating func count(_ rule: String, _ subject: String, _ count: Int) {
        guard let place = places[Self.key(rule, subject)] else { return }
        findings[place].count = count
    }

    private static func key(_ rule: String, _ subject: String) -> String { "\(rule) \(subject)" }
}
