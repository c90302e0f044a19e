import Foundation
import TestSupport
import Testing

/// What a stranger reads first: it names only what is there.
struct DocumentTests {
    private static let documents = [
        "README.md", "README.ja.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
    ]

    private static let topLevel: Set<String> = [
        "Package.swift", "Sources", "Tests", "Scenarios", "Certs", "Makefile", "README.md", "README.ja.md",
        "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "FIXTURES.md", "FAULTS.md", "EVENTS.md",
        "SCENARIOS.md", "Examples", "LICENSE", ".ci",
        ".swift-format",
        ".gitignore", ".git",
    ]

    @Test(arguments: documents)
    func `every link leads to a file`(document: String) throws {
        let text = try Repository.text(of: document)
        let links = text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/).map { String($0.1) }
        for link in links {
            let file = Repository.root.appending(path: link).path(percentEncoded: false)
            #expect(FileManager.default.fileExists(atPath: file), "\(document) links to \(link)")
        }
    }

    @Test func `the Makefile has its six targets, each of one or two lines`() throws {
        let makefile = try Repository.text(of: "Makefile")
        let targets = makefile.matches(of: /(?m)^(\w+):[^\n]*\n((?:\t[^\n]*\n)*)/)
        #expect(targets.map { String($0.1) } == ["serve", "test", "bench", "lint", "format", "clean"])
        for target in targets {
            #expect((1...2).contains(target.2.split(separator: "\n").count), "\(target.1)")
        }
    }

    @Test(arguments: ["README.md", "README.ja.md"])
    func `a README names only targets that the Makefile has`(document: String) throws {
        let text = try Repository.text(of: document)
        let named = Set(text.matches(of: /\bmake ([a-z]+)\b/).map { String($0.1) })
        #expect(named.isSuperset(of: ["serve", "test"]))
        #expect(named.isSubset(of: ["serve", "test", "bench", "lint", "format", "clean"]))
    }

    @Test func `the top level holds what ARCHITECTURE.md says, and what builds leave there`() throws {
        let listed =
            try ProcessInfo.processInfo.environment["CI"] == "true"
            ? FileManager.default.contentsOfDirectory(atPath: Repository.root.path(percentEncoded: false)) : []
        let unknown = listed.filter {
            !Self.topLevel.contains($0) && !$0.hasPrefix(".build") && $0 != "Package.resolved"
        }
        #expect(unknown == [])
    }
}
