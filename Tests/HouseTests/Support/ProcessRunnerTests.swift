import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ProcessRunnerTests {
    @Test func `collects both outputs and the status`() async throws {
        let result = try await ProcessRunner.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
        #expect(result.status == .exited(3))
        #expect(result.outputText == "out\n")
        #expect(result.errorText == "err\n")
    }

    @Test func `hands over input, environment and directory`() async throws {
        let result = try await ProcessRunner.run(
            "sh",
            ["-c", "cat; echo $COLOUR; echo ${HOME-none}; pwd"],
            input: .text("in\n"),
            environment: ["COLOUR": "青", "HOME": nil],
            directory: "/usr"
        )
        #expect(result.outputText == "in\n青\nnone\n/usr\n")
    }

    @Test func `large output and large input do not block each other`() async throws {
        let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
        let result = try await ProcessRunner.run("cat", input: .bytes(bytes))
        #expect(result.standardOutput == bytes)
    }

    @Test func `a program that never reads its input is no error`() async throws {
        let result = try await ProcessRunner.run("true", input: .bytes([UInt8](repeating: 0, count: 1 << 20)))
        #expect(result.status == .exited(0))
    }

    @Test func `names a signal as such`() async throws {
        let result = try await ProcessRunner.run("sh", ["-c", "kill -9 $$"])
        #expect(result.status == .signalled(9))
    }

    @Test func `ends a program at its deadline and keeps what it said`() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await ProcessRunner.run("sh", ["-c", "echo started; exec sleep 600"], deadline: .milliseconds(300))
        }
        #expect(failure?.reason == .deadlineExceeded)
        #expect(failure?.result?.outputText == "started\n")
    }

    @Test func `ends a program whose output passes the limit`() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await ProcessRunner.run("cat", ["/dev/zero"], outputLimit: 1000)
        }
        #expect(failure?.reason == .outputLimitExceeded)
    }

    @Test func `says that a program is not there`() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await ProcessRunner.run("no-such-program-here")
        }
        #expect(failure?.reason == .notFound)
    }

    @Test func `shows both outputs of an unsuccessful program`() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await ProcessRunner.output(of: "sh", ["-c", "echo why >&2; exit 1"])
        }
        #expect(failure?.reason == .unsuccessful)
        #expect(failure?.description.contains("why") == true)
    }

    @Test func `an input held open ends with the program, not before`() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await ProcessRunner.run(
                "sh",
                ["-c", "read line; echo got $line; read line || echo ended"],
                input: .heldOpen(after: Array("one\n".utf8)),
                deadline: .milliseconds(500)
            )
        }
        #expect(failure?.result?.outputText == "got one\n")
    }

    @Test func `a server runs while the body does and is gone afterwards`() async throws {
        let (processID, ended) = try await ProcessRunner.withRunning(
            "sh",
            ["-c", "echo ready; exec sleep 600"],
            readyWhen: "ready"
        ) { $0.processID }
        #expect(ended.status == .signalled(15))
        let look = try await ProcessRunner.run("sh", ["-c", "kill -0 \(processID)"])
        #expect(look.status == .exited(1))
    }

    @Test func `a server that ends before it is ready is reported with its words`() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await ProcessRunner.withRunning("sh", ["-c", "echo port in use >&2; exit 1"], readyWhen: "ready") { _ in
            }
        }
        #expect(failure?.reason == .endedEarly)
        #expect(failure?.result?.errorText == "port in use\n")
    }
}
