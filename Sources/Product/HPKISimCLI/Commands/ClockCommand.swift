import ArgumentParser
import Foundation

/// `hpki-sim clock`: looks at and moves the simulation clock of a running server.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Look at and move the simulation clock of a running server.",
        discussion: """
            What falls due meanwhile happens one by one, each at its own instant.

            $ hpki-sim clock show
            $ hpki-sim clock advance 15d
            $ hpki-sim clock set 2027-04-01T09:00:00+09:00
            """,
        subcommands: [Show.self, Advance.self, Set.self, Freeze.self, Resume.self],
        defaultSubcommand: Show.self
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the instant and how the clock runs.",
            discussion: "$ hpki-sim clock show --format json"
        )
        @OptionGroup var options: ClockOptions

        func run() async throws { try await options.run(change: nil) }
    }

    struct Advance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move forward by a duration: 15d, 2h30m, P14D.",
            discussion: "$ hpki-sim clock advance 15d"
        )
        @Argument(help: "How far, e.g. 15d, 90s, 2h30m or ISO 8601 P14D.") var duration: String
        @OptionGroup var options: ClockOptions

        func run() async throws { try await options.run(change: ["advance": duration]) }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move to an instant; backwards is allowed and said.",
            discussion: "$ hpki-sim clock set 2027-04-01T09:00:00+09:00"
        )
        @Argument(help: "RFC 3339, e.g. 2027-04-01T09:00:00+09:00.") var instant: String
        @OptionGroup var options: ClockOptions

        func run() async throws { try await options.run(change: ["set": instant]) }
    }

    struct Freeze: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the clock where it stands.",
            discussion: "$ hpki-sim clock freeze"
        )
        @OptionGroup var options: ClockOptions

        func run() async throws { try await options.run(change: ["mode": "frozen"]) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a frozen clock run on from where it stands.",
            discussion: "$ hpki-sim clock resume"
        )
        @OptionGroup var options: ClockOptions

        func run() async throws { try await options.run(change: ["mode": "running"]) }
    }
}

/// What every clock command takes, and what it prints afterwards.
struct ClockOptions: ParsableArguments {
    @OptionGroup var server: ReadyOptions
    @Option(help: "text or json") var format: OutputFormat = .text

    /// - Parameter change: the body of `PUT clock`; nil only looks.
    func run(change: [String: String]?, in context: CommandContext = .process) async throws {
        do {
            let server = try RunningServer(server, context)
            let data = try await server.call(change == nil ? "GET" : "PUT", "clock", body: change)
            switch format {
            case .json: context.output(String(decoding: data, as: UTF8.self))
            case .text: context.output(try JSONDecoder().decode(ClockReading.self, from: data).text)
            }
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }
}

/// The admin API's answer about the clock.
private struct ClockReading: Decodable {
    let now: String
    let mode: String
    let offset: String?
    let events: Int?

    var text: String {
        var text = "\(now)  \(mode)"
        if let offset, offset != "0s" { text += ", \(offset) from real time" }
        if let events { text += "; \(events) event\(events == 1 ? "" : "s") happened on the way" }
        return text
    }
}
