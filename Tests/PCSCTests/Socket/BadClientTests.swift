import Foundation
import ISO7816
import NIOCore
import TestSupport
import Testing

@testable import PCSC

/// Clients that do what none should, beside one that behaves and must notice nothing.
@Suite(.timeLimit(.minutes(2)))
struct BadClientTests {
    private static let reader = ManagerBench.reader

    private func withWitness(_ body: (ServedBus) async throws -> Void) async throws {
        try await ServedBus.with { served in
            let witness = try await WireClient(served.path)
            let (handle, _) = try await witness.connect(try await witness.establish(), Self.reader)
            #expect(try await witness.transmit(handle, [0x00, 0x20]).result == 0)
            try await body(served)
            #expect(try await witness.transmit(handle, [0x80, 0x03]).answer == [0x90, 0x00])
            try await witness.close()
            try await eventually { served.bus.with { $0.clients.isEmpty && $0.connections.isEmpty } }
        }
    }

    /// Waits for something that the event loops are about to do.
    private func eventually(_ condition: @Sendable @escaping () -> Bool) async throws {
        try await withDeadline(.seconds(20), "waiting for the clean-up") {
            while !condition() { await Task.yield() }
        }
    }

    @Test(arguments: [
        NamedArgument("random bytes", (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }),
        NamedArgument("an unknown command", WireClient.message(0x42, [])),
        NamedArgument("LIST_READERS, which nobody sends", WireClient.message(0x03, [])),
        NamedArgument("a wrong size", WireClient.message(0x01, [0, 0, 0, 0])),
        NamedArgument("a size of 4 GiB", WireClient.little(0xFFFF_FFFF, 1)),
        NamedArgument(
            "a command of 65,549 bytes",
            WireClient.message(9, WireClient.little(1, 2, 8, 65549, 0, 8, 264, 0), [UInt8](repeating: 0, count: 65549))
        ),
    ])
    func `the connection of a client that speaks something else ends, and no other`(
        bytes: NamedArgument<[UInt8]>
    ) async throws {
        try await withWitness { served in
            let client = try await WireClient(served.path)
            try await client.send(bytes.value)
            #expect(try await client.rest() == [])
        }
    }

    /// Messages of the protocol in any order, with any numbers in them, some cut short.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func `random streams of the protocol disturb nobody`(seed: UInt64) async throws {
        let sizes: [UInt32: Int] = [
            0x01: 12, 0x02: 8, 0x04: 152, 0x05: 24, 0x06: 12, 0x07: 8, 0x08: 12, 0x09: 32, 0x0A: 24, 0x0B: 8, 0x0D: 8,
            0x0F: 280, 0x10: 280, 0x11: 12, 0x12: 0, 0x13: 0, 0x14: 0, 0x15: 0, 0x16: 0, 0x17: 0,
        ]
        var random = SeededGenerator(seed: seed)
        try await withWitness { served in
            for _ in 0..<60 {
                let client = try await WireClient(served.path)
                for _ in 0..<8 {
                    let (command, size) = sizes.sorted { $0.key < $1.key }.randomElement(using: &random) ?? (0x12, 0)
                    let body = (0..<size).map { _ in
                        UInt8(Bool.random(using: &random) ? 0 : Int.random(in: 0...8, using: &random))
                    }
                    let trailing = (0..<Int.random(in: 0...8, using: &random)).map { UInt8($0) }
                    let message = WireClient.message(command, body, trailing)
                    // A connection that was ended for the last message takes no more.
                    try? await client.send(Array(message.prefix(Int.random(in: 1...message.count, using: &random))))
                }
                try? await client.close()
            }
        }
    }

    @Test func `half a message is nothing, and its end is noticed`() async throws {
        try await withWitness { served in
            let client = try await WireClient(served.path)
            try await client.send(Array(WireClient.message(0x04, [UInt8](repeating: 0, count: 152)).prefix(100)))
            try await client.close()
        }
    }

    @Test func `a client that asks and never listens is not served for ever`() async throws {
        try await withWitness { served in
            let client = try await WireClient(served.path, isDeaf: true)
            let questions = Array(repeating: WireClient.message(0x12, []), count: 8192).flatMap { $0 }
            // 3 MB a round, of which nothing is taken: soon the connection is over.
            await #expect(throws: (any Error).self) {
                for _ in 0..<1000 { try await client.send(questions) }
            }
        }
    }

    @Test func `another client's numbers are of no use`() async throws {
        try await withWitness { served in
            let client = try await WireClient(served.path)
            _ = try await client.establish()
            let foreign = served.bus.with { $0.connections.keys.first }.map(UInt32.init(bitPattern:)) ?? 0
            for handle in [foreign, 0, 0xFFFF_FFFF, 0x7FFF_FFFF] {
                #expect(try await client.transmit(handle, [0x00, 0xA4]).result == 0x8010_0003)
                let end = try await client.ask(0x06, WireClient.little(handle, 1, 9))
                #expect(end == WireClient.little(handle, 1, 0x8010_0003))
            }
            #expect(try await client.ask(0x02, WireClient.little(1, 9)) == WireClient.little(1, 0x8010_0003))
            try await client.close()
        }
    }

    @Test func `a slow card's command outlives its client, and then the next is served`() async throws {
        try await ServedBus.with { served in
            let client = try await WireClient(served.path)
            let (handle, _) = try await client.connect(try await client.establish(), Self.reader)
            try await client.send(
                WireClient.message(0x09, WireClient.little(handle, 2, 8, 2, 0, 8, 264, 0), [0x80, 0x04])
            )
            await served.card.untilHeld()
            try await client.close()
            try await eventually { served.bus.with { $0.clients.isEmpty } }
            let next = try await WireClient(served.path)
            let (other, result) = try await next.connect(try await next.establish(), Self.reader)
            #expect(result == 0)
            async let answer = next.transmit(other, [0x80, 0x01])
            served.card.letGo()
            #expect(try await answer.answer == [0x80, 0x01, 0x90, 0x00])
            try await next.close()
        }
    }

    @Test func `200 contexts are given, a further one is refused, and 1,000 connections leave nothing`() async throws {
        try await ServedBus.with { served in
            var clients: [WireClient] = []
            for _ in 0..<250 { clients.append(try await WireClient(served.path)) }
            var results: [UInt32] = []
            for client in clients { results.append(try await client.ask(0x01, WireClient.little(2, 0, 0)).number(8)) }
            #expect(results == [UInt32](repeating: 0, count: 200) + [UInt32](repeating: 0x8010_0006, count: 50))
            for client in clients { try await client.close() }
            for _ in 0..<750 {
                let client = try await WireClient(served.path)
                let (_, result) = try await client.connect(try await client.establish(), Self.reader)
                #expect(result == 0)
                try await client.close()
                try await eventually { served.bus.with { $0.clients.isEmpty } }
            }
            #expect(served.bus.with { $0.connections.isEmpty && $0.readers[0].sharing == 0 })
        }
    }

    @Test func `1,000 connections at once`() async throws {
        try await ServedBus.with { served in
            // One after the other: a client that does not wait for its turn is refused by the system itself.
            var clients: [WireClient] = []
            for _ in 0..<1000 {
                let client = try await WireClient(served.path)
                #expect(try await client.ask(0x12, [], answer: 2944).count == 2944)
                clients.append(client)
            }
            #expect(served.bus.with { $0.clients.count } == 1000)
            for client in clients { try await client.close() }
            try await eventually { served.bus.with { $0.clients.isEmpty } }
        }
    }

    @Test func `64 readers with names of 127 bytes in UTF-8`() async throws {
        try await ServedBus.with { served in
            let names = (10..<73).map { "医療機関カードリーダー" + String(repeating: "x", count: 92) + "\($0)" }
            #expect(names.allSatisfy { $0.utf8.count == 127 })
            for name in names {
                try served.bus.attach(ReaderDescription(name: name))
                try served.bus.insert(ScriptedCard(), into: name)
            }
            let client = try await WireClient(served.path)
            let context = try await client.establish(minor: 6)
            #expect(try await client.ask(0x16, [], answer: 4) == WireClient.little(64))
            let array = try await client.ask(0x17, [], answer: 64 * 184)
            let last = array.suffix(184).prefix { $0 != 0 }
            #expect(String(decoding: last, as: UTF8.self) == names.last)
            let (handle, result) = try await client.connect(context, try #require(names.last))
            #expect(result == 0)
            #expect(try await client.transmit(handle, [0x80, 0x01]).result == 0)
            try await client.close()
            let older = try await WireClient(served.path)
            _ = try await older.establish(minor: 4)
            #expect(try await older.ask(0x12, [], answer: 2944).count == 2944)
            try await older.close()
        }
    }
}
