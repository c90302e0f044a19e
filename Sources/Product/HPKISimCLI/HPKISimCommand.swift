import ArgumentParser
import HPKISimulator

/// `hpki-sim`: the root of the commands.
@main
struct HPKISimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hpki-sim",
        abstract: "An offline stand-in for the HPKI remote signing test environment. FOR TESTING ONLY.",
        discussion: """
            The wire format follows public standards (CSC API, OpenID Connect); it is not the real service's.

            $ hpki-sim serve
            $ hpki-sim sign prescription.xml
            $ hpki-sim verify prescription-signed.xml
            $ hpki-sim run MTLS-05 -- ./their-program
            $ hpki-sim certs list
            $ hpki-sim clock advance 15d
            $ hpki-sim card insert hpki-pharmacist --reader 0
            $ hpki-sim desk apply hospital
            $ hpki-sim p12 check client.hpki-cardless-signature.p12
            """,
        version: Simulator.version,
        subcommands: [
            ServeCommand.self, RunCommand.self, ScenariosCommand.self, SignCommand.self, VerifyCommand.self,
            CertsCommand.self, ClockCommand.self,
            CardCommand.self, DeskCommand.self, P12Command.self, DoctorCommand.self, MeasureCommand.self,
        ]
    )

    /// As ArgumentParser's own, but that wrong usage is told in one line, as every error here is.
    static func main() async {
        do {
            let (arguments, program) = RunCommand.split(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot(arguments)
            if var command = command as? RunCommand {
                command.program = program
                try await command.run()
            } else if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // A command that has failed has said why, and throws its exit code alone.
            guard !(error is ExitCode), exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let failure = CommandFailure(.usage, "\(message(for: error)); see 'hpki-sim --help'")
            exit(withError: failure.exit(in: .process))
        }
    }
}
