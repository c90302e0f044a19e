import ArgumentParser
import Foundation
import Simulation

/// What an application's form may say otherwise than the registry.
struct DeskFormOptions: ParsableArguments {
    @Option(help: "施設名") var facilityName: String?
    @Option(help: "保険機関コード, ten digits of any width.") var institutionCode: String?
    @Flag(help: "The code is a 仮コード.") var provisionalCode = false
    @Option(help: "担当者氏名: who can receive the letter.") var contactName: String?
    @Option(help: "Where the two mails go.") var email: String?
    @Option(help: "住所") var address: String?
    @Option(help: "代理申請者") var proxyApplicant: String?
    @Option(help: "備考") var remarks: String?
}

/// How an application fares at the desk and in the post.
struct DeskWayOptions: ParsableArguments {
    @Option(help: "How long the desk takes, e.g. 0s or 3d (default 1d).") var approvalAfter: String?
    @Option(help: "delivered or lost.") var letter: String?
    @Option(help: "From the approval to the letter's arrival (default 6d).") var letterAfter: String?
    @Option(help: "Of the .p12: aes, legacy, without-chain or damaged.") var encoding: String?
    @Option(help: "How long the older certificate works on: month or none.") var overlap: String?
    @Option(help: "inbox, junk or lost.") var linkMail: String?
    @Option(help: "inbox, junk or lost.") var passwordMail: String?
    @Flag(help: "Each file can be downloaded once only.") var oneTime = false
}

/// Where the server is, and how its answer is printed.
struct DeskServerOptions: ParsableArguments {
    @Option(help: "text or json") var format: OutputFormat = .text
    @OptionGroup var ready: ReadyOptions

    func run(_ command: String, _ arguments: DeskArguments, in context: CommandContext = .process) async throws {
        do {
            let data = try await RunningServer(ready, context).run(command, arguments)
            switch format {
            case .json: context.output(String(decoding: data, as: UTF8.self))
            case .text: for line in DeskText.lines(try JSONValue.parse([UInt8](data))) { context.output(line) }
            }
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }
}
