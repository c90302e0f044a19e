import ArgumentParser
import Foundation

/// `hpki-sim doctor`: what is missing on this machine and how to mend it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is missing on this machine and how to mend it.",
        discussion: """
            Exit code 1 when something will not work. Nothing is changed.

            $ hpki-sim doctor
            $ hpki-sim doctor --format json
            """
    )

    @Option(help: "text or json")
    var format: OutputFormat = .text

    func run() async throws {
        try await run(.process)
    }

    func run(_ context: CommandContext) async throws {
        let examination = Examination(
            environment: context.environment,
            directories: UserDirectories(environment: context.environment),
            ports: [8443, 8080]
        )
        let findings = examination.findings()
        switch format {
        case .text: for finding in findings { context.output(line(finding)) }
        case .json: context.output(try JSONText.of(findings))
        }
        if findings.contains(where: { $0.verdict == .problem }) {
            throw ExitCode(CommandFailure.Code.fellShort.rawValue)
        }
    }

    private func line(_ finding: MachineFinding) -> String {
        let mark =
            switch finding.verdict {
            case .good: "ok      "
            case .notice: "notice  "
            case .problem: "PROBLEM "
            }
        let subject = finding.subject.padding(toLength: 16, withPad: " ", startingAt: 0)
        return mark + subject + finding.detail + (finding.remedy.map { " -> \($0)" } ?? "")
    }
}
