import ArgumentParser
import Foundation

/// `hpki-sim certs`: the certificates of a running server.
struct CertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certs",
        abstract: "List, show and export the certificates of a running server.",
        discussion: """
            Every one is for testing only. Private keys are never exported; the client .p12 is at its ready-file path.

            $ hpki-sim certs list
            $ hpki-sim certs show hpki-root
            $ hpki-sim certs export ./certs
            """,
        subcommands: [List.self, Export.self, Show.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every certificate with label, status and dates.",
            discussion: "$ hpki-sim certs list --format json"
        )
        @OptionGroup var server: ReadyOptions
        @Option(help: "text or json") var format: OutputFormat = .text

        func run() async throws { try await run(.process) }

        func run(_ context: CommandContext) async throws {
            try await CertificateListing.with(server, context) { listing, _ in
                switch format {
                case .json: context.output(try JSONText.of(listing))
                case .text:
                    let width = (listing.certificates.map(\.label.count).max() ?? 0) + 2
                    for entry in listing.certificates {
                        let label = entry.label.padding(toLength: width, withPad: " ", startingAt: 0)
                        context.output(
                            "\(label)\(entry.status)  \(entry.notBefore) - \(entry.notAfter)  \(entry.subject)"
                        )
                    }
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one certificate: what it says, and its PEM.",
            discussion: "$ hpki-sim certs show hpki-root"
        )
        @Argument(help: "A label of `certs list`.") var label: String
        @OptionGroup var server: ReadyOptions
        @Option(help: "text or json") var format: OutputFormat = .text

        func run() async throws { try await run(.process) }

        func run(_ context: CommandContext) async throws {
            try await CertificateListing.with(server, context) { listing, _ in
                let entry = try listing.entry(label)
                switch format {
                case .json: context.output(try JSONText.of(entry))
                case .text:
                    context.output(
                        "subject  \(entry.subject)\nissuer   \(entry.issuer)\nserial   \(entry.serialNumber)"
                    )
                    context.output("valid    \(entry.notBefore) - \(entry.notAfter)\nstatus   \(entry.status)")
                    context.output(entry.pem)
                }
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write every certificate as LABEL.pem and every revocation list as LABEL.crl into a directory.",
            discussion: "$ hpki-sim certs export ./certs"
        )
        @Argument(help: "The directory; made where it does not exist.") var directory: String
        @OptionGroup var server: ReadyOptions

        func run() async throws { try await run(.process) }

        func run(_ context: CommandContext) async throws {
            try await CertificateListing.with(server, context) { listing, running in
                let folder = URL(fileURLWithPath: directory, isDirectory: true)
                var lists = 0
                do {
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                    for entry in listing.certificates {
                        try Data(entry.pem.utf8).write(to: folder.appendingPathComponent("\(entry.label).pem"))
                        guard let list = try await running.revocationList(of: entry.label) else { continue }
                        try list.write(to: folder.appendingPathComponent("\(entry.label).crl"))
                        lists += 1
                    }
                } catch let failure as CommandFailure {
                    throw failure
                } catch {
                    throw CommandFailure(
                        .unusableInput,
                        "\(directory) cannot be written: \(error.localizedDescription)"
                    )
                }
                context.output(
                    "\(listing.certificates.count) certificates and \(lists) revocation lists in \(directory)"
                )
            }
        }
    }
}
