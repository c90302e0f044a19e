import ArgumentParser
import ClientCertificateDesk
import Foundation

/// `hpki-sim p12`: the facility's .p12 file.
struct P12Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "p12",
        abstract: "Tell what is wrong with a client certificate's .p12 file and its password.",
        discussion: "$ hpki-sim p12 check client.hpki-cardless-signature.p12",
        subcommands: [Check.self]
    )

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a .p12 file with its password and judge it; first line: what is wrong.",
            discussion: """
                The password comes from a file, a variable of the environment or the terminal, never from an argument. \
                A running server is asked for its clock, its revocations, its facility and its download passwords. \
                Ends with 0 for a usable file (warnings are printed), 65 for any other.

                Old versions of Windows call the right password of a file with AES wrong.

                $ hpki-sim p12 check client.hpki-cardless-signature.p12
                $ hpki-sim p12 check client.p12 --password-file letter.txt
                $ hpki-sim p12 check client.p12 --password-env P12_PASSWORD --format json
                """
        )

        @Argument(help: "The file; its name does not matter.") var file: String
        @Option(help: "A file with the password.") var passwordFile: String?
        @Option(help: "The name of a variable with the password.") var passwordEnv: String?
        @Option(help: "text or json") var format: OutputFormat = .text
        @OptionGroup var server: ReadyOptions

        func validate() throws {
            if passwordFile != nil, passwordEnv != nil {
                throw ValidationError("--password-file and --password-env exclude each other")
            }
        }

        func run() async throws { try await run(in: .process) }

        func run(in context: CommandContext) async throws {
            do {
                let bytes = try ClientCertificateFile.bytes(file)
                let knowledge = try await FileKnowledge.gathered(server, context)
                let report =
                    try FileContent(bytes) == .pkcs12
                    ? FileCheck.check(bytes, password: password(context), knowledge)
                    : FileCheck.check(bytes, password: "", knowledge)
                let shown = FileReportText(file: file, report: report)
                switch format {
                case .text: for line in shown.lines { context.output(line) }
                case .json: context.output(try JSONText.of(shown))
                }
                guard report.isUsable else { throw ExitCode(CommandFailure.Code.unusableInput.rawValue) }
            } catch let code as ExitCode {
                throw code
            } catch {
                throw CommandFailure(error).exit(in: context)
            }
        }

        private func password(_ context: CommandContext) throws -> String {
            if let passwordFile { return try FilePassword.read(passwordFile) }
            if let passwordEnv {
                guard let password = context.environment[passwordEnv] else {
                    throw CommandFailure(.usage, "--password-env: the variable \(passwordEnv) is not set")
                }
                return password
            }
            return try FilePassword.ask()
        }
    }
}
