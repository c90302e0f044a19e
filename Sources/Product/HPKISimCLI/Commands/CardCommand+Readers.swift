import ArgumentParser

extension CardCommand {
    struct Unplug: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pull a reader's plug, with its card in it if there is one.",
            discussion: "$ hpki-sim card unplug --reader 0"
        )
        @Option(help: "The reader's number, from 0.") var reader = 0
        @OptionGroup var server: ReadyOptions

        func run() async throws { try await server.operate("reader.unplug", CardArguments(reader: reader)) }
    }

    struct PlugIn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plug a reader in again.",
            discussion: "$ hpki-sim card plug-in --reader 0"
        )
        @Option(help: "The reader's number, from 0.") var reader = 0
        @OptionGroup var server: ReadyOptions

        func run() async throws { try await server.operate("reader.plug-in", CardArguments(reader: reader)) }
    }
}
