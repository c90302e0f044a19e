import Subprocess

/// A program while it runs: speak to it, wait for what it says, end it.
package struct RunningProcess: Sendable {
    let execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>
    let outputs: ProcessOutputs
    let command: [String]

    package var processID: Int32 { execution.processIdentifier.value }
    package var standardOutput: [UInt8] { outputs.bytes(of: .standardOutput) }
    package var standardError: [UInt8] { outputs.bytes(of: .standardError) }

    /// A program that ended without reading its input is no error here: its status tells.
    package func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        do {
            _ = try await execution.standardInputWriter.write(bytes)
        } catch let error where error.code == .failedToWriteToSubprocess {
            return
        }
    }

    package func closeInput() async throws {
        try await execution.standardInputWriter.finish()
    }

    /// Waits until standard output or standard error contains the text.
    ///
    /// - Throws: `ProcessFailure.endedEarly` when both ended without it.
    package func waitForOutput(containing text: String) async throws {
        guard await outputs.wait(for: text) else {
            try Task.checkCancellation()
            let said = ProcessResult(
                status: .exited(-1),
                standardOutput: standardOutput,
                standardError: standardError
            )
            throw ProcessFailure(.endedEarly, command: command, result: said)
        }
    }

    /// Waits until the program has closed both outputs, as it does when it ends.
    package func untilOutputEnds() async {
        await outputs.waitForEnd()
    }

    /// Sends SIGTERM, and SIGKILL two seconds later if the program is still there.
    package func terminate() async {
        await execution.teardown(using: ProcessCommand.teardown)
    }

    package func kill() throws {
        try execution.send(signal: .kill)
    }
}
