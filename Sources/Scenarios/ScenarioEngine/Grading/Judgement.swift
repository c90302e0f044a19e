/// An expectation held against what happened.
package struct Judgement: Hashable, Sendable {
    /// What was expected, as a sentence.
    package let expected: String
    package let isMet: Bool
    /// What was found instead, where it is not met.
    package let found: String?
    /// Numbers of the journal lines that show it.
    package let evidence: [Int]

    package init(_ expected: String, isMet: Bool, found: String? = nil, evidence: [Int] = []) {
        self.expected = expected
        self.isMet = isMet
        self.found = isMet ? nil : found
        self.evidence = evidence
    }
}
