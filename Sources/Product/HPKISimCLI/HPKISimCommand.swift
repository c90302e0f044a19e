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
            $ hpki-sim certs list
            $ hpki-sim clock advance 15d
            """,
        version: Simulator.version,
        subcommands: [ServeCommand.self, CertsCommand.self, ClockCommand.self, DoctorCommand.self]
    )
}
