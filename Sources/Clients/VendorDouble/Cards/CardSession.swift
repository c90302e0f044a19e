import ISO7816

/// Commands to one card, with what every program has to know of answers that come in pieces.
struct CardSession: Sendable {
    let channel: any CardChannel

    /// - Throws: `reader` where there is no answer at all.
    func send(_ command: CommandAPDU) async throws(CardSigningFailure) -> ResponseAPDU {
        var answer = try await exchange(command)
        // 6Cxx: the same again, with the length that the card has (ISO/IEC 7816-4, 5.3.4).
        if answer.status.sw1 == 0x6C, command.expectedLength != nil {
            var again = command
            again.expectedLength = answer.status.sw2 == 0 ? 256 : Int(answer.status.sw2)
            answer = try await exchange(again)
        }
        var data = answer.data
        while answer.status.sw1 == 0x61, data.count <= 65_536 {
            let length = answer.status.sw2 == 0 ? 256 : Int(answer.status.sw2)
            answer = try await exchange(CommandAPDU(command.cla & 0xEF, 0xC0, 0x00, 0x00, expectedLength: length))
            data += answer.data
        }
        return ResponseAPDU(data, answer.status)
    }

    func succeed(_ command: CommandAPDU) async throws(CardSigningFailure) {
        let status = try await send(command).status
        guard status.isSuccess else { throw .refused(status) }
    }

    /// - Returns: whether there is such an application.
    func select(application name: [UInt8], information: Bool = true) async throws(CardSigningFailure) -> Bool {
        let command = CommandAPDU(
            0x00,
            0xA4,
            0x04,
            information ? 0x00 : 0x0C,
            data: name,
            expectedLength: information ? 256 : nil
        )
        let status = try await send(command).status
        if status.isSuccess { return true }
        // Cards of other kinds know not even the command.
        guard [.fileNotFound, .instructionNotSupported, .classNotSupported].contains(status) else {
            throw .refused(status)
        }
        return false
    }

    func select(file: UInt16) async throws(CardSigningFailure) -> Bool {
        let status = try await send(
            CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [UInt8(file >> 8), UInt8(truncatingIfNeeded: file)])
        ).status
        guard status.isSuccess || status == .fileNotFound else { throw .refused(status) }
        return status.isSuccess
    }

    /// The whole of the current file, or of that with a short identifier.
    ///
    /// - Returns: nil where there is none.
    func readFile(short: UInt8? = nil) async throws(CardSigningFailure) -> [UInt8]? {
        let first = try await send(CommandAPDU(0x00, 0xB0, short.map { 0x80 | $0 } ?? 0x00, 0x00, expectedLength: 256))
        if [.fileNotFound, .noCurrentFile].contains(first.status) { return nil }
        guard first.status.isSuccess || first.status == .endOfFile else { throw .refused(first.status) }
        var bytes = first.data
        // Blocks of 256 bytes of the file that is current now; a short one is the last.
        while first.status.isSuccess, bytes.count.isMultiple(of: 256), !bytes.isEmpty, bytes.count < 0x8000 {
            let block = try await send(CommandAPDU(0x00, 0xB0, UInt8(bytes.count >> 8), 0x00, expectedLength: 256))
            guard block.status.isSuccess else { break }
            bytes += block.data
        }
        return bytes
    }

    /// The power is taken, so that nobody after us finds a verified secret.
    func close() async { try? await channel.disconnect(.reset) }

    private func exchange(_ command: CommandAPDU) async throws(CardSigningFailure) -> ResponseAPDU {
        let bytes: [UInt8]
        do {
            bytes = try await channel.transmit(command.bytes)
        } catch {
            throw .reader(await reason(of: error))
        }
        guard let answer = ResponseAPDU(parsing: bytes) else { throw .reader(.communicationFailure) }
        return answer
    }

    /// A card that leaves in the middle of a command has "not transacted": what has become of it says the next call.
    private func reason(of error: PCSCError) async -> PCSCError {
        guard error == .notTransacted else { return error }
        do throws(PCSCError) {
            try await channel.beginTransaction()
            try await channel.endTransaction(.leave)
            return error
        } catch {
            return error == .invalidValue ? .readerUnavailable : error
        }
    }
}
