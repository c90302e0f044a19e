import ISO7816

/// A connection of this process to the card in a reader, with the results of PC/SC and without libpcsclite.
public struct SimulatorCard: Sendable {
    let channel: any CardChannel

    /// Answer to reset.
    public var answerToReset: [UInt8] { channel.atr }

    /// One command, one answer with its status word.
    ///
    /// - Throws: ``SimulatorCardError``
    public func transmit(_ command: [UInt8]) async throws(SimulatorCardError) -> [UInt8] {
        do {
            return try await channel.transmit(command)
        } catch {
            throw SimulatorCardError(error)
        }
    }

    /// Ends the connection; the card keeps what was verified.
    ///
    /// - Throws: ``SimulatorCardError``
    public func disconnect() async throws(SimulatorCardError) {
        do {
            try await channel.disconnect(.leave)
        } catch {
            throw SimulatorCardError(error)
        }
    }
}

/// What PC/SC answers where it does not succeed.
public struct SimulatorCardError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A number of `winscard.h`.
    public let code: UInt32
    /// `SCARD_W_REMOVED_CARD (0x80100069)`
    public let description: String

    init(_ error: PCSCError) {
        code = error.rawValue
        description = error.description
    }
}
