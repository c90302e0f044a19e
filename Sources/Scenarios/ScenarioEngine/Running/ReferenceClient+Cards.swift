import ISO7816
import OpenSSL
import Simulation
import VendorDouble

/// The steps at the card readers.
extension ReferenceClient {
    /// Signs documents with a card, one after the other, as a person with a remembered secret does.
    func signLocally(_ arguments: [String: JSONValue]) async throws {
        var resumes = arguments["resumes"]?.integer ?? 0
        var left = Array(0..<max(arguments["count"]?.integer ?? 1, 1))
        let present = await cards()
        while let number = left.first {
            do {
                try await sign(Self.hash(number), arguments)
                left.removeFirst()
            } catch CardSigningFailure.reader(.removedCard) where resumes > 0 {
                resumes -= 1
                try await waitForCards(present)
            }
        }
    }

    private func sign(_ digest: [UInt8], _ arguments: [String: JSONValue]) async throws {
        let card = arguments["card"]?.string ?? "hpki"
        let secret = arguments["pin"]?.string ?? environment[Self.secretVariables[card] ?? ""] ?? ""
        let reader = arguments["reader"]?.integer
        let mayUseLastTry = arguments["last-try"]?.bool ?? false
        if card == "hpki" {
            let signer = HPKICardSigner(
                terminals,
                reader: reader,
                holder: settings.holder,
                mayUseLastTry: mayUseLastTry,
                patience: settings.patience
            ) { _ in secret }
            _ = try await signer.sign(digest: digest, at: settings.instant())
        } else {
            let signer = MyNumberCardSigner(
                terminals,
                reader: reader,
                mayUseLastTry: mayUseLastTry,
                patience: settings.patience
            ) { _ in secret }
            _ = try await signer.sign(
                digest: digest,
                with: card.hasSuffix("signature") ? .signature : .authentication
            )
        }
    }

    /// The signature of a card over a challenge, in base64.
    func answer(_ challenge: String?, _ arguments: [String: JSONValue]) async throws -> String {
        guard let bytes = challenge.flatMap({ Base64.decode($0) }) else {
            throw VendorFailure("answer-challenge", .settings("no step has saved a challenge"))
        }
        let digest = DigestAlgorithm.sha256.hash(bytes)
        let isMyNumber = arguments["card"]?.string == "my-number"
        let variable = Self.secretVariables[isMyNumber ? "my-number-authentication" : "hpki"] ?? ""
        let secret = arguments["pin"]?.string ?? environment[variable] ?? ""
        let reader = arguments["reader"]?.integer
        let signature =
            if isMyNumber {
                try await MyNumberCardSigner(terminals, reader: reader, patience: settings.patience) { _ in secret }
                    .sign(digest: digest, with: .authentication)
            } else {
                try await HPKICardSigner(
                    terminals,
                    key: .authentication,
                    reader: reader,
                    patience: settings.patience
                ) { _ in secret }.sign(digest: digest, at: settings.instant())
            }
        return Base64.encode(signature.bytes)
    }

    /// The readers with a card in them.
    private func cards() async -> Set<String> {
        guard let readers = try? await terminals.readers() else { return [] }
        return Set(readers.filter { $0.atr != nil }.map(\.reader))
    }

    /// The person puts the card in again.
    private func waitForCards(_ wanted: Set<String>) async throws {
        var readers = try await terminals.readers()
        while !wanted.isSubset(of: Set(readers.filter { $0.atr != nil }.map(\.reader))) {
            readers = try await terminals.change(from: readers, timeout: .seconds(30))
        }
    }

    private static let secretVariables = [
        "hpki": "HPKI_SIM_HPKI_CARD_PIN", "my-number-authentication": "HPKI_SIM_MY_NUMBER_AUTH_PIN",
        "my-number-signature": "HPKI_SIM_MY_NUMBER_SIGN_PASSWORD",
    ]

    /// One command as it is written, to a card that stays connected until the last step.
    func sendCommand(_ arguments: [String: JSONValue], _ channels: inout [Int: any CardChannel]) async throws {
        let text = arguments["send"]?.string ?? ""
        guard let command = Hex.decode(text.filter { !$0.isWhitespace }) else {
            throw VendorFailure("apdu", .settings("\"\(text)\" is no command in hexadecimal digits"))
        }
        let reader = arguments["reader"]?.integer ?? 0
        let answer: [UInt8]
        do {
            answer = try await channel(reader, &channels).transmit(command)
        } catch {
            guard let error = error as? PCSCError else { throw error }
            if error.name != nil, error.name == arguments["error"]?.string { return }
            throw CardSigningFailure.reader(error)
        }
        let status = ResponseAPDU(parsing: answer)?.status.description ?? ""
        let wanted = arguments["status"]?.string ?? "9000"
        guard arguments["error"] == nil, status == wanted.uppercased() else {
            var report = ClientFailureReport(
                kind: .unexpectedAnswer,
                text: "\(text): \(arguments["error"]?.string ?? wanted) was wanted, and \(status) came"
            )
            report.error = status
            throw UnexpectedAnswer(report)
        }
    }

    private func channel(
        _ number: Int,
        _ channels: inout [Int: any CardChannel]
    ) async throws -> any CardChannel {
        if let channel = channels[number] { return channel }
        let readers = try await terminals.readers()
        guard readers.indices.contains(number) else {
            throw readers.isEmpty ? PCSCError.noReadersAvailable : .unknownReader
        }
        let channel = try await terminals.connect(readers[number].reader, sharing: .shared, protocols: .any)
        channels[number] = channel
        return channel
    }
}
