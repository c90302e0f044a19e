import ArgumentParser
import Foundation
import HPKISimulator
import VendorDouble

/// A running `serve`, found by its ready file, and asked over the admin API.
struct RunningServer: Sendable {
    let ready: ReadyFile
    private let host: String
    private let port: Int

    /// - Throws: ``CommandFailure`` (69) where no ready file is found, with the line to start a server.
    init(_ options: ReadyOptions, _ context: CommandContext) throws {
        let path =
            options.ready ?? context.environment["HPKI_SIM_READY"].flatMap { $0.isEmpty ? nil : $0 }
            ?? UserDirectories(environment: context.environment).state.appendingPathComponent("ready.json").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .unavailable,
                "no server runs (no ready file at \(path)): start one with 'hpki-sim serve'"
            )
        }
        do {
            ready = try ReadyFile(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(.unusableInput, "\(path) is no ready file of hpki-sim: \(error)")
        }
        guard let url = URLComponents(string: ready.adminURL), let host = url.host, let port = url.port else {
            throw CommandFailure(.unusableInput, "\(path): admin_url '\(ready.adminURL)' is no address")
        }
        self.host = host
        self.port = port
    }

    /// - Returns: nil where no server was named and none has left a ready file.
    static func ifThereIsOne(_ options: ReadyOptions, _ context: CommandContext) throws -> RunningServer? {
        let isNamed = options.ready != nil || context.environment["HPKI_SIM_READY"]?.isEmpty == false
        do {
            return try RunningServer(options, context)
        } catch let failure as CommandFailure where failure.code == .unavailable && !isNamed {
            return nil
        }
    }

    /// One call of the admin API.
    ///
    /// - Parameter path: below the admin URL, e.g. `clock`.
    /// - Returns: the JSON of the answer.
    /// - Throws: ``CommandFailure``: 69 where nobody answers, 65 with the server's sentence where it refuses.
    func call(_ method: String, _ path: String, body: [String: String]? = nil) async throws -> Data {
        try await call(method, path, json: body.map { Array(try JSONEncoder().encode($0)) })
    }

    /// Runs a command of the catalogue.
    func run<Arguments: Encodable & Sendable>(_ command: String, _ arguments: Arguments) async throws -> Data {
        let body = NamedArguments(command: command, arguments: arguments)
        return try await call("POST", "commands", json: Array(try JSONEncoder().encode(body)))
    }

    private func call(_ method: String, _ path: String, json: [UInt8]?) async throws -> Data {
        var request = ClientRequest(method, "\(adminPath)/\(path)").bearer(ready.adminToken)
        if let json {
            request.fields.append(("Content-Type", "application/json"))
            request.body = json
        }
        let answer: ClientAnswer
        do {
            let connection = try await ClientConnection.open(host: host, port: port)
            answer = try await connection.send(request)
            try await connection.close()
        } catch {
            throw CommandFailure(
                .unavailable,
                "no server answers at \(ready.adminURL) (its ready file is left over): start one with 'hpki-sim serve'"
            )
        }
        guard answer.status == 200 else {
            let refusal = try? answer.decoded(as: Refusal.self)
            throw CommandFailure(
                .unusableInput,
                refusal?.line ?? "\(method) \(path): status \(answer.status)"
            )
        }
        return Data(answer.body)
    }

    /// The current list of an authority (DER); nil for a label that is none.
    func revocationList(of label: String) async throws -> Data? {
        do {
            let connection = try await ClientConnection.open(host: host, port: port)
            let answer = try await connection.send(.get("/pki/crl/\(label).crl"))
            try await connection.close()
            return answer.status == 200 ? Data(answer.body) : nil
        } catch {
            throw CommandFailure(
                .unavailable,
                "no server answers at \(ready.portalURL): start one with 'hpki-sim serve'"
            )
        }
    }

    private var adminPath: String { URLComponents(string: ready.adminURL)?.path ?? "" }

    private struct NamedArguments<Arguments: Encodable>: Encodable {
        let command: String
        let arguments: Arguments
    }

    private struct Refusal: Decodable {
        let error_description: String
        /// Who can mend it, where the server says so.
        let advice: String?

        var line: String { ([error_description] + (advice.map { [$0] } ?? [])).joined(separator: " ") }
    }
}

/// How a command finds the server; the same in every command that needs one.
struct ReadyOptions: ParsableArguments {
    @Option(help: "Ready file of the server (default: $HPKI_SIM_READY, else ready.json in the state directory).")
    var ready: String?
}
