import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// The guide that is downloaded with every .p12 file (desk rule DL-5).
@Suite(.timeLimit(.minutes(5)))
struct GuideTests {
    @Test(.needs(program: "pdftotext")) func `the committed PDF says what its source says`() async throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write(try ScenarioFiles.guide, to: "guide.pdf")
        let printed = try await ProcessRunner.output(of: "pdftotext", ["-raw", file, "-"])
        let letters = printed.filter { !$0.isWhitespace }
        let source = try String(
            contentsOf: Repository.root.appending(path: "Scenarios/documents/guide.html"),
            encoding: .utf8
        )
        let body = try #require(source.split(separator: "<body>").last)
        let texts = body.replacing(/<(code|span)[^>]*>|<\/(code|span)>/, with: "")
            .split(separator: /<[^>]*>/)
            .map { $0.filter { !$0.isWhitespace } }
            .filter { !$0.isEmpty }
        #expect(texts.count > 40)
        for text in texts { #expect(letters.contains(text), "\(text)") }
        #expect(letters.contains("試験用文書TESTDOCUMENT"))
    }

    @Test func `is small`() throws {
        let guide = try ScenarioFiles.guide
        #expect(guide.starts(with: Array("%PDF-".utf8)))
        #expect(guide.count < 200_000)
    }
}
