/// A program that did not do what the test needed, with everything it had said until then.
package struct ProcessFailure: Error, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case notFound
        case deadlineExceeded
        case outputLimitExceeded
        /// The program ended before it had shown the awaited text.
        case endedEarly
        /// An exit status other than 0 where 0 was demanded.
        case unsuccessful
    }

    package let reason: Reason
    package let command: [String]
    package let result: ProcessResult?

    init(_ reason: Reason, command: [String], result: ProcessResult?) {
        self.reason = reason
        self.command = command
        self.result = result
    }

    package var description: String {
        let said = result.map {
            "\($0.status)\n--- standard output\n\($0.outputText)\n--- standard error\n\($0.errorText)"
        }
        return "\(reason): \(command.joined(separator: " ")): \(said ?? "not started")"
    }
}
