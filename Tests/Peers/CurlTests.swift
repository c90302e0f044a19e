import Foundation
import HPKISimulator
import TestSupport
import Testing

/// The sequence of `curl` commands that `serve` prints, pasted into a shell as it is.
@Suite(.timeLimit(.minutes(5)), .needs(program: "curl"), .needs(program: "openssl"))
struct CurlTests {
    @Test func `the printed sequence ends in a signature that openssl verifies`() async throws {
        try await RunningSimulator.with { simulator in
            let folder = try TemporaryDirectory()
            let printed = try await ProcessRunner.output(
                of: "sh",
                ["-eu", "-c", simulator.curlSequence.script],
                directory: folder.path
            )
            #expect(printed.hasSuffix("\nVerified OK\n"))
            #expect(try folder.read("signature").count == 256)
        }
    }

    /// The digest stands in the real file itself, and in the notes on the format that this project was built from.
    @Test(.needsRealSamples) func `the same sequence signs the real prescription`() async throws {
        try await RunningSimulator.with { simulator in
            let folder = try TemporaryDirectory()
            let real = Repository.realSamples.appending(path: "Prescription-004_01.xml").path(percentEncoded: false)
            let shipped = try #require(simulator.curlSequence.script.firstMatch(of: /\S+prescription\.xml/))
            let script = simulator.curlSequence.script.replacing(String(shipped.0), with: real)
            let printed = try await ProcessRunner.output(of: "sh", ["-eu", "-c", script], directory: folder.path)
            #expect(printed.hasSuffix("\nVerified OK\n"))
            let digest = try await ProcessRunner.output(
                of: "sh",
                ["-c", "openssl dgst -sha256 -binary signed-octets | base64"],
                directory: folder.path
            )
            #expect(digest == "d2AViR1mbbTGkOUKs3/DNI66RLps3c8tE/UDoled78U=\n")
        }
    }

    @Test func `without the client certificate curl reports the alert`() async throws {
        try await RunningSimulator.with { simulator in
            let result = try await ProcessRunner.run(
                "curl",
                ["-sS", "--cacert", simulator.ready.caFile, "\(simulator.ready.signingURL)/csc/v2/info", "-d", "{}"]
            )
            #expect(result.status == .exited(56))
            #expect(result.errorText.contains("tlsv13 alert certificate required"))
        }
    }
}
