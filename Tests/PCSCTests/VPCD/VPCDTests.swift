import ISO7816
import NIOCore
import TestSupport
import Testing

@testable import PCSC

/// The card's end of vpcd, against a driver on the table.
@Suite(.timeLimit(.minutes(2)))
struct VPCDTests {
    private static let atr = [0, UInt8(ScriptedCard.usualATR.count)] + ScriptedCard.usualATR

    private func withDriver(_ body: (FakeDriver, ServedBus) async throws -> Void) async throws {
        let driver = FakeDriver()
        let port = try await driver.start()
        try await ServedBus.with { served in
            var endpoint = VPCDEndpoint(bus: served.bus, reader: ServedBus.reader, host: "127.0.0.1", port: port)
            endpoint.retryInterval = .milliseconds(5)
            let running = Task { [endpoint] in await endpoint.run() }
            await driver.untilConnected(1)
            try await body(driver, served)
            running.cancel()
            await running.value
        }
        await driver.stop()
    }

    @Test func `tells its answer to reset and answers commands, each in one piece`() async throws {
        try await withDriver { driver, served in
            for _ in 0..<2 { #expect(try await driver.ask([4], answer: 15) == Self.atr) }
            try await driver.send([0, 1, 1])
            #expect(try await driver.ask([0x80, 0x01, 5], answer: 7) == [0, 5, 0x80, 0x01, 5, 0x90, 0x00])
            let resets = served.card.resets
            #expect(try await driver.ask([0x00, 0x20], answer: 4) == [0, 2, 0x90, 0x00])
            #expect(try await driver.ask([0x80, 0x03], answer: 4) == [0, 2, 0x90, 0x00])
            try await driver.send([0, 1, 2])
            #expect(try await driver.ask([0x80, 0x03], answer: 4) == [0, 2, 0x69, 0x82])
            #expect(served.card.resets == resets + 1)
        }
    }

    @Test func `messages may come byte by byte`() async throws {
        try await withDriver { driver, _ in
            for byte in [0, 3, 0x80, 0x01] as [UInt8] { try await driver.send([byte]) }
            // The last byte of that command, and a whole one.
            try await driver.send([0x07, 0, 2, 0x80, 0x01])
            let answers: [UInt8] = [0, 5, 0x80, 0x01, 0x07, 0x90, 0x00, 0, 4, 0x80, 0x01, 0x90, 0x00]
            #expect(await driver.take(answers.count) == answers)
        }
    }

    @Test func `leaves with its card, and comes back with the next`() async throws {
        try await withDriver { driver, served in
            try served.bus.remove(from: ServedBus.reader)
            await driver.untilClosed()
            try served.bus.insert(ScriptedCard(atr: [0x3B, 0x00]), into: ServedBus.reader)
            await driver.untilConnected(2)
            #expect(try await driver.ask([4], answer: 4) == [0, 2, 0x3B, 0x00])
            try served.bus.swap(served.card, into: ServedBus.reader)
            await driver.untilConnected(3)
            #expect(try await driver.ask([4], answer: 15) == Self.atr)
        }
    }

    @Test func `connects again when the driver has ended the connection`() async throws {
        try await withDriver { driver, _ in
            await driver.drop()
            await driver.untilConnected(2)
            let answer = try await driver.ask([4], answer: 15)
            #expect(answer == Self.atr)
        }
    }

    @Test func `a card pulled in the middle takes the connection with it`() async throws {
        try await withDriver { driver, served in
            try await driver.send([0, 2, 0x80, 0x05])
            await driver.untilClosed()
            #expect(served.bus.readers.map(\.atr) == [nil])
        }
    }

    @Test func `another program's reset is taken up without the driver's knowing`() async throws {
        try await withDriver { driver, served in
            #expect(try await driver.ask([0x00, 0x20], answer: 4) == [0, 2, 0x90, 0x00])
            try served.bus.reset(ServedBus.reader)
            #expect(try await driver.ask([0x80, 0x03], answer: 4) == [0, 2, 0x69, 0x82])
        }
    }

    @Test func `an answer that does not fit is a word for that`() async throws {
        try await withDriver { driver, _ in
            let answer = try await driver.ask([0x80, 0x02, 0xFF, 0xFD], answer: 65537)
            #expect(answer.count == 65537)
            #expect(try await driver.ask([0x80, 0x02, 0xFF, 0xFE], answer: 4) == [0, 2, 0x67, 0x00])
        }
    }

    @Test func `any bytes are messages`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var buffer = ByteBuffer(
                bytes: (0..<Int.random(in: 0...80)).map { _ in UInt8.random(in: 0...3, using: &random) }
            )
            var length = buffer.readableBytes
            while VPCDMessage.read(from: &buffer) != nil {
                #expect(buffer.readableBytes < length)
                length = buffer.readableBytes
            }
        }
    }
}
