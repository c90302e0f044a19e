import TestSupport
import Testing

/// Each rule of the desk and of the two ways to sign is named by a scenario or a test that shows it.
struct RuleCoverageTests {
    private static let rules =
        (1...5).map { "SIG-\($0)" } + (1...10).map { "CC-\($0)" } + (1...9).map { "DL-\($0)" } + ["FEE-1", "ENQ-1"]

    @Test func `every rule is named by a scenario or a test`() throws {
        let files =
            Repository.files(below: "Scenarios", withExtension: "yaml")
            + Repository.files(below: "Tests", withExtension: "swift")
        var named: Set<Substring> = []
        for file in files where !file.hasSuffix("/RuleCoverageTests.swift") {
            for match in try Repository.text(of: file).matches(of: #/\b(SIG|CC|DL|FEE|ENQ)-[0-9]+\b/#) {
                named.insert(match.output.0)
            }
        }
        #expect(Self.rules.filter { !named.contains($0[...]) } == [])
    }
}
