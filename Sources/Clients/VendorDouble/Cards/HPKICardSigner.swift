package import ISO7816
package import OpenSSL

/// Signs with the signature key of an HPKI card in a reader (local signing), whatever carries the commands there.
///
/// It knows cards by what is public: applications are found by their RID, and what is where by EF.OD.
package struct HPKICardSigner: Sendable {
    package struct Signature: Hashable, Sendable {
        package let certificate: Certificate
        package let bytes: [UInt8]
    }

    private static let rid: [UInt8] = [0xE8, 0x28, 0xBD, 0x08, 0x0F]
    /// DigestInfo of SHA-256 (RFC 8017, 9.2).
    private static let digestInfo = Hex.decode("3031300d060960864801650304020105000420") ?? []

    private let terminals: any CardTerminals
    /// Asked with the tries that are left; nil cancels.
    private let askPIN: @Sendable (Int) async -> String?
    /// Whether the last try may be used; otherwise it ends with a warning.
    private let mayUseLastTry: Bool

    package init(
        _ terminals: any CardTerminals,
        mayUseLastTry: Bool = false,
        askPIN: @escaping @Sendable (Int) async -> String?
    ) {
        self.terminals = terminals
        self.mayUseLastTry = mayUseLastTry
        self.askPIN = askPIN
    }

    /// - Parameter digest: SHA-256.
    package func sign(digest: [UInt8]) async throws(CardSigningFailure) -> Signature {
        try await sign { _ throws(CardSigningFailure) in digest }
    }

    /// - Parameter digest: gives the SHA-256 of what is to be signed, in which the card's certificate may stand. Asked
    ///   before the PIN.
    package func sign(
        digest: (Certificate) throws(CardSigningFailure) -> [UInt8]
    ) async throws(CardSigningFailure) -> Signature {
        let channel = try await hpkiCard()
        do {
            let signature = try await sign(digest, channel)
            await close(channel)
            return signature
        } catch {
            await close(channel)
            throw error
        }
    }

    /// The power is taken, so that nobody after us finds a verified PIN.
    private func close(_ channel: any CardChannel) async { try? await channel.disconnect(.reset) }

    /// The first card that has an HPKI application; its first application, that for signatures, is selected.
    private func hpkiCard() async throws(CardSigningFailure) -> any CardChannel {
        var failure = CardSigningFailure.noCard
        let readers: [CardReaderStatus]
        do { readers = try await terminals.readers() } catch { throw .reader(error) }
        if readers.isEmpty { throw .reader(.noReadersAvailable) }
        for reader in readers where reader.atr != nil {
            let channel: any CardChannel
            do {
                channel = try await terminals.connect(reader.reader, sharing: .shared, protocols: .any)
            } catch {
                failure = .reader(error)
                continue
            }
            let select = CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: Self.rid, expectedLength: 256)
            let answer = try await send(select, channel)
            if answer.status.isSuccess { return channel }
            await close(channel)
            failure = .noHPKICard
        }
        throw failure
    }

    private func sign(
        _ makeDigest: (Certificate) throws(CardSigningFailure) -> [UInt8],
        _ channel: any CardChannel
    ) async throws(CardSigningFailure) -> Signature {
        // The card of 日本医師会 points by FID, the JAHIS profile by SFI.
        let directory = try await send(CommandAPDU(0x00, 0xB0, 0x91, 0x00, expectedLength: 256), channel)
        let isJMA = directory.data.starts(with: [0xA0, 0x06])
        let certificate = try await certificate(isJMA, channel)
        guard let publicKey = try? certificate.publicKey else { throw .noCertificate }
        let digest = try makeDigest(certificate)
        try await verify(isJMA ? 0x88 : 0x96, channel)
        let info = Self.digestInfo + digest
        let answer: ResponseAPDU
        if isJMA {
            try await succeed(CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [0x00, 0x0C]), channel)
            answer = try await send(CommandAPDU(0x80, 0x2A, 0x00, 0x80, data: info, expectedLength: 256), channel)
        } else {
            guard case .rsa(let modulus, _) = publicKey.numbers, modulus.count > info.count + 11 else {
                throw .noCertificate
            }
            let filling = [UInt8](repeating: 0xFF, count: modulus.count - 3 - info.count)
            try await succeed(CommandAPDU(0x00, 0x22, 0x41, 0xB6, data: [0x81, 0x02, 0x00, 0x17]), channel)
            let block = [0, 1] + filling + [0] + info
            answer = try await send(
                CommandAPDU(0x00, 0x2A, 0x9E, 0x9A, data: block, expectedLength: 65_536, isExtended: true),
                channel
            )
        }
        guard answer.status.isSuccess else { throw .refused(answer.status) }
        guard publicKey.isValid(signature: answer.data, digest: digest, algorithm: .sha256) else {
            throw .wrongSignature
        }
        return Signature(certificate: certificate, bytes: answer.data)
    }

    private func certificate(_ isJMA: Bool, _ channel: any CardChannel) async throws(CardSigningFailure) -> Certificate
    {
        if isJMA {
            let select = try await send(CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [0x00, 0x16]), channel)
            guard select.status.isSuccess else { throw .noCertificate }
        }
        let first = CommandAPDU(0x00, 0xB0, isJMA ? 0x00 : 0x98, 0x00, expectedLength: 256)
        var bytes = try await send(first, channel).data
        // Blocks of 256 bytes from offset 256 on, of the file that is current now; a short one is the last.
        while bytes.count.isMultiple(of: 256), !bytes.isEmpty, bytes.count < 0x8000 {
            let next = CommandAPDU(0x00, 0xB0, UInt8(bytes.count >> 8), 0x00, expectedLength: 256)
            let block = try await send(next, channel)
            guard block.status.isSuccess else { break }
            bytes += block.data
        }
        guard let certificate = try? Certificate(derEncoded: bytes) else { throw .noCertificate }
        return certificate
    }

    private func verify(_ reference: UInt8, _ channel: any CardChannel) async throws(CardSigningFailure) {
        let left = try await send(CommandAPDU(0x00, 0x20, 0x00, reference), channel).status.triesLeft ?? 0
        if left == 0 { throw .blocked }
        if left == 1, !mayUseLastTry { throw .lastTry }
        guard let pin = await askPIN(left) else { throw .cancelled }
        guard (4...16).contains(pin.utf8.count) else { throw .unusablePIN }
        let status = try await send(CommandAPDU(0x00, 0x20, 0x00, reference, data: Array(pin.utf8)), channel).status
        if status.isSuccess { return }
        if let left = status.triesLeft { throw left == 0 ? .blocked : .wrongPIN(triesLeft: left) }
        throw [.authenticationBlocked, .referenceDataNotUsable].contains(status) ? .blocked : .refused(status)
    }

    private func succeed(_ command: CommandAPDU, _ channel: any CardChannel) async throws(CardSigningFailure) {
        let status = try await send(command, channel).status
        guard status.isSuccess else { throw .refused(status) }
    }

    private func send(
        _ command: CommandAPDU,
        _ channel: any CardChannel
    ) async throws(CardSigningFailure) -> ResponseAPDU {
        let bytes: [UInt8]
        do { bytes = try await channel.transmit(command.bytes) } catch { throw .reader(error) }
        guard let answer = ResponseAPDU(parsing: bytes) else { throw .reader(.communicationFailure) }
        return answer
    }
}
