package import Foundation
package import ISO7816
import OpenSSL
import Simulation
package import VendorDouble

/// The reference vendor application, doing a scenario's steps until one fails.
package struct ReferenceClient: Sendable {
    let settings: VendorSettings
    let environment: [String: String]
    /// The environment as it is now, where that changes while the client is at work.
    let present: @Sendable () async throws -> [String: String]
    /// Runs a command of the simulator.
    let command: @Sendable (CommandCall) async throws -> Void
    let terminals: any CardTerminals

    /// - Parameters:
    ///   - environment: as a vendor's program gets it.
    ///   - present: the same as it is later.
    ///   - perform: runs a command of the simulator.
    ///   - terminals: where its cards are.
    ///   - pace: the simulator's; the client's deadlines keep to it.
    /// - Throws: `VendorFailure` for a facility file that cannot be opened, and the like.
    package init(
        environment: [String: String],
        present: @escaping @Sendable () async throws -> [String: String],
        perform: @escaping @Sendable (CommandCall) async throws -> Void,
        terminals: any CardTerminals,
        pace: Double,
        instant: @escaping @Sendable () -> Date
    ) throws(VendorFailure) {
        self.terminals = terminals
        var settings = try VendorSettings(environment: environment, instant: instant)
        settings.patience = Patience(pace: pace)
        settings.securityLevel = .everything
        settings.resumesSessions = true
        self.settings = settings
        self.environment = environment
        self.present = present
        command = perform
    }

    package func run(_ steps: [ClientStep]) async -> ClientReport {
        var report = ClientReport()
        var state = State()
        for step in steps {
            do {
                try await perform(step, &state)
                report.done.append(step.name)
            } catch {
                report.failedStep = step.name
                report.failure = Self.failure(error)
                break
            }
        }
        await state.session?.close()
        for channel in state.channels.values { try? await channel.disconnect(.reset) }
        return report
    }

    private static func failure(_ error: any Error) -> ClientFailureReport {
        switch error {
        case let failure as VendorFailure: ClientFailureReport(failure)
        case let failure as CardSigningFailure: ClientFailureReport(failure)
        case let error as PCSCError: ClientFailureReport(CardSigningFailure.reader(error))
        case let surprise as UnexpectedAnswer: surprise.report
        case let failure as ReportedFailure: failure.report
        default: ClientFailureReport(kind: .other, text: "\(error)")
        }
    }

    private func perform(_ step: ClientStep, _ state: inout State) async throws {
        switch step.name {
        case ClientStepKind.signLocally.name: return try await signLocally(step.arguments)
        case ClientStepKind.answerChallenge.name:
            state.names["answer"] = try await answer(state.names["challenge"], step.arguments)
            return
        case ClientStepKind.apdu.name: return try await sendCommand(step.arguments, &state.channels)
        default: break
        }
        let session = session(for: step, &state)
        let client = RemoteSigningClient(session)
        switch step.name {
        case ClientStepKind.info.name: _ = try await client.service()
        case ClientStepKind.logIn.name: _ = try await session.accessToken()
        case ClientStepKind.listCredentials.name: _ = try await client.credentials()
        case ClientStepKind.signRemotely.name:
            for _ in 0..<max(step.arguments["times"]?.integer ?? 1, 1) {
                try await sign(step.arguments, client)
            }
        case ClientStepKind.signDocument.name: try await signDocuments(step.arguments, client, &state)
        case ClientStepKind.registerDocuments.name: try await registerDocuments(step.arguments, session, &state)
        case ClientStepKind.verifyDocuments.name: try await verify(state.documents, step.arguments, session)
        case ClientStepKind.reconnect.name:
            await session.reconnect(resuming: step.arguments["resume"]?.bool ?? false)
        case ClientStepKind.changeCertificate.name: try await changeCertificate(step.arguments, &state)
        case ClientStepKind.perform.name:
            if let call = step.performedCall { try await command(call) }
        case ClientStepKind.accountToken.name: state.names["account_token"] = try accountToken(step.arguments)
        case ClientStepKind.oauth.name: try await oauth(step.arguments, session, &state)
        case ClientStepKind.csc.name: try await request(step.arguments, session, client, &state)
        case ClientStepKind.applicationStatus.name:
            let number = step.arguments["application"]?.string ?? "A-0001"
            _ = try await desk(session).status(ofApplication: number)
        case ClientStepKind.downloadCertificate.name:
            let download = CertificateDownload(desk: desk(session), post: PostReader(environment), session: session)
            state.facility = try await download.perform(step.arguments)
            await session.close()
            state.session = nil
        default: throw VendorFailure(step.name, .other("the reference client knows no such step"))
        }
    }

    private func desk(_ session: VendorSession) -> DeskClient {
        DeskClient(portalURL: environment["HPKI_SIM_PORTAL_URL"] ?? "", session)
    }

    private func sign(_ arguments: [String: JSONValue], _ client: RemoteSigningClient) async throws {
        let credential = try await credential(arguments["credential"]?.string, client)
        let hashes = (0..<max(arguments["count"]?.integer ?? 1, 1)).map(Self.hash)
        if arguments["one-by-one"]?.bool == true {
            _ = try await client.signOneByOne(hashes, with: credential)
        } else {
            let isLater = arguments["mode"]?.string == "asynchronous"
            _ = try await client.sign(hashes, with: credential, mode: isLater ? .asynchronous() : .synchronous)
        }
    }

    func credential(_ id: String?, _ client: RemoteSigningClient) async throws -> SigningCredential {
        if let id { return try await client.credential(id) }
        guard let first = try await client.credentials().first else {
            throw VendorFailure("POST /csc/v2/credentials/list", .other("the practitioner has no credential"))
        }
        return first
    }

    /// SHA-256 of a document that says which one it is.
    static func hash(_ number: Int) -> [UInt8] {
        DigestAlgorithm.sha256.hash(Array("document \(number)".utf8))
    }

    // MARK: - One request as it is written

    private func request(
        _ arguments: [String: JSONValue],
        _ session: VendorSession,
        _ client: RemoteSigningClient,
        _ state: inout State
    ) async throws {
        let method = arguments["method"]?.string ?? ""
        state.names["hash"] = Base64.encode(Self.hash(0))
        let template = arguments["body"] ?? [:]
        if state.names["credential"] == nil, template.text().contains("${credential}") {
            state.names["credential"] = try await credential(nil, client).id
        }
        let body = template.filled(with: state.names)
        let answer = try await session.request("/csc/v2/\(method)", body.text())
        let wanted = WantedAnswer(arguments["answer"])
        if let surprise = wanted.surprise(method, answer) { throw surprise }
        guard let saved = arguments["save"]?.object, !saved.isEmpty else { return }
        try keep(saved, of: answer, to: method, &state)
    }

    /// Keeps members of an answer under names.
    func keep(
        _ saved: [String: JSONValue],
        of answer: ClientAnswer,
        to method: String,
        _ state: inout State
    ) throws {
        let members = try JSONValue.parse(answer.body)
        for (name, member) in saved {
            guard let value = member.string.flatMap({ members[$0]?.string }) else {
                throw UnexpectedAnswer(method, answer, "it has no member \(member)")
            }
            state.names[name] = value
        }
    }
}

extension JSONValue {
    /// With `${name}` in texts replaced by what the name stands for.
    func filled(with names: [String: String]) -> JSONValue {
        switch self {
        case .string(let text):
            .string(names.reduce(text) { $0.replacingOccurrences(of: "${\($1.key)}", with: $1.value) })
        case .array(let elements): .array(elements.map { $0.filled(with: names) })
        case .object(let members): .object(members.mapValues { $0.filled(with: names) })
        default: self
        }
    }
}
