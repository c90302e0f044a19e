import NIOCore
import TestSupport

@testable import PCSC

/// A client of the socket that speaks byte by byte, with the numbers of pcsc-lite.md and none of our own.
actor WireClient {
    private let connection: RawConnection
    private var taken = 0

    /// - Parameter isDeaf: reads nothing of what comes.
    init(_ path: String, isDeaf: Bool = false) async throws {
        connection = try await RawConnection.open(path: path)
        if isDeaf { try await connection.channel.setOption(.autoRead, value: false).get() }
    }

    static func message(_ command: UInt32, _ body: [UInt8], _ trailing: [UInt8] = []) -> [UInt8] {
        little(UInt32(body.count)) + little(command) + body + trailing
    }

    static func little(_ numbers: UInt32...) -> [UInt8] {
        numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) } }
    }

    /// Sends, and takes so many bytes of what comes.
    func ask(_ command: UInt32, _ body: [UInt8], _ trailing: [UInt8] = [], answer: Int? = nil) async throws -> [UInt8] {
        try await connection.send(Self.message(command, body, trailing))
        return try await take(answer ?? body.count)
    }

    func send(_ bytes: [UInt8]) async throws {
        try await connection.send(bytes)
    }

    func take(_ count: Int) async throws -> [UInt8] {
        let all = try await connection.received(count: taken + count)
        defer { taken = min(all.count, taken + count) }
        return Array(all.dropFirst(taken).prefix(count))
    }

    /// Waits for the server to end the connection.
    ///
    /// - Returns: What it said and nobody has taken.
    func rest() async throws -> [UInt8] {
        Array(try await connection.receivedToEnd().dropFirst(taken))
    }

    func close() async throws {
        try await connection.close()
    }

    // MARK: - Calls

    func establish(minor: UInt32 = 4) async throws -> UInt32 {
        _ = try await ask(0x11, Self.little(4, minor, 0))
        return try await ask(0x01, Self.little(2, 0, 0)).number(4)
    }

    /// - Returns: the handle and the result.
    func connect(_ context: UInt32, _ reader: String) async throws -> (handle: UInt32, result: UInt32) {
        var name = Array(reader.utf8)
        name += [UInt8](repeating: 0, count: 128 - name.count)
        let answer = try await ask(0x04, Self.little(context) + name + Self.little(2, 3, 0, 0, 0))
        return (answer.number(140), answer.number(148))
    }

    /// - Returns: the result, and the card's answer where it is 0.
    func transmit(
        _ handle: UInt32,
        _ command: [UInt8],
        room: UInt32 = 65548
    ) async throws -> (result: UInt32, length: UInt32, answer: [UInt8]) {
        let body = Self.little(handle, 2, 8, UInt32(command.count), 0, 8, room, 0)
        let answer = try await ask(0x09, body, command)
        let (length, result) = (answer.number(24), answer.number(28))
        return (result, length, result == 0 ? try await take(Int(length)) : [])
    }
}

extension [UInt8] {
    func number(_ offset: Int) -> UInt32 {
        guard offset + 4 <= count else { return 0xDEAD_DEAD }
        return (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << (8 * UInt32($1)) }
    }
}
