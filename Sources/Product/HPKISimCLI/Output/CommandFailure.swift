import ArgumentParser
import HPKISimulator

/// A failure as the command line tells it: one line (what, where, what to do) and the exit code that scripts rely on.
struct CommandFailure: Error {
    /// The exit codes of `hpki-sim`, after sysexits.h.
    enum Code: Int32 {
        case fellShort = 1
        case usage = 64
        case unusableInput = 65
        case unavailable = 69
        case internalError = 70
    }

    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Says the message on standard error and becomes the exit of the process.
    func exit(in context: CommandContext) -> ExitCode {
        context.errorOutput("hpki-sim: \(message)")
        return ExitCode(code.rawValue)
    }
}

extension CommandFailure {
    /// Any error as the command line tells it.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as SimulatorError:
            self.init(error.isUnavailable ? .unavailable : .unusableInput, error.description)
        default: self.init(.internalError, "\(error)")
        }
    }
}
