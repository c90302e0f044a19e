import Foundation
import TestSupport
import Testing

/// The examples for vendors, as CI of a vendor's runs them: `hpki-sim run … -- their program`.
@Suite(.timeLimit(.minutes(5))) struct ExampleTests {
    /// A good run, refused certificates, spoiled signatures, a service that is busy, broken, or elsewhere.
    private static let cases = [
        "MTLS-00", "MTLS-05", "SIGN-19", "SIGN-21", "SIGN-22", "SIGN-23", "NET-02", "NET-05", "NET-08", "NET-21",
    ]

    private func file(_ path: String) -> String {
        Repository.root.appending(path: path).path(percentEncoded: false)
    }

    private func expectPass(_ command: [String]) async throws {
        let result = try await ProcessRunner.run(
            PeerScript.simulator,
            ["run"] + Self.cases + ["--jobs", "1", "--"] + command,
            environment: ["REQUESTS_CA_BUNDLE": nil],
            deadline: .seconds(240)
        )
        #expect(result.status == .exited(0), "\(result.allText)")
        #expect(result.outputText.contains(" passed, 0 failed, 0 not run"))
    }

    @Test(.needsPeerPython) func `the Python example takes every failure well`() async throws {
        try await expectPass([Repository.peerPython, file("Examples/Python/vendor.py")])
    }

    @Test(.needs(program: "javac")) func `the Java example takes every failure well`() async throws {
        let classes = try TemporaryDirectory()
        let source = file("Examples/Java/Vendor.java")
        _ = try await ProcessRunner.output(
            of: "javac",
            ["-Xlint:all", "-Werror", "-encoding", "UTF-8", "-d", classes.path, source],
            deadline: .seconds(120)
        )
        try await expectPass(["java", "-cp", classes.path, "Vendor"])
    }
}
