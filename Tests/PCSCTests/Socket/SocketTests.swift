import Foundation
import ISO7816
import NIOCore
import TestSupport
import Testing

@testable import PCSC

/// The socket with a client that is written from the protocol's description.
@Suite(.timeLimit(.minutes(2)))
struct SocketTests {
    private static let reader = ManagerBench.reader

    @Test func `a card is found, asked and left`() async throws {
        try await ServedBus.with { served in
            let client = try await WireClient(served.path)
            let context = try await client.establish()
            let list = try await client.ask(0x12, [], answer: 2944)
            #expect(String(decoding: list.prefix { $0 != 0 }, as: UTF8.self) == Self.reader)
            #expect(list.number(132) == 0x34)
            let (handle, result) = try await client.connect(context, Self.reader)
            #expect(result == 0)
            let answer = try await client.transmit(handle, [0x80, 0x01, 7])
            #expect(answer.answer == [0x80, 0x01, 7, 0x90, 0x00])
            #expect(try await client.ask(0x0B, WireClient.little(handle, 9)) == WireClient.little(handle, 0))
            #expect(try await client.ask(0x06, WireClient.little(handle, 1, 9)) == WireClient.little(handle, 1, 0))
            #expect(try await client.ask(0x02, WireClient.little(context, 9)) == WireClient.little(context, 0))
            #expect(served.bus.with { $0.connections.isEmpty && $0.readers[0].sharing == 0 })
            try await client.close()
        }
    }

    @Test func `commands and answers of 64 KiB pass`() async throws {
        try await ServedBus.with { served in
            let client = try await WireClient(served.path)
            let (handle, _) = try await client.connect(try await client.establish(), Self.reader)
            let command: [UInt8] = [0x80, 0x01] + [UInt8](repeating: 5, count: 65542)
            #expect(try await client.transmit(handle, command).answer == command + [0x90, 0x00])
            let short = try await client.transmit(handle, [0x80, 0x02, 0x01, 0x00], room: 257)
            #expect(short.result == 0x8010_0008)
            #expect(short.length == 258)
            #expect(try await client.transmit(handle, [0x80, 0x01]).result == 0)
            try await client.close()
        }
    }

    @Test(arguments: [4, 5, 6] as [UInt32])
    func `an insertion and a removal end a wait, once each`(minor: UInt32) async throws {
        try await ServedBus.with { served in
            let client = try await WireClient(served.path)
            _ = try await client.establish(minor: minor)
            for step in 0..<3 {
                if minor < 6 {
                    _ = try await client.ask(0x13, [], answer: 2944)
                } else {
                    try await client.send(WireClient.message(0x13, []))
                    #expect(try await client.ask(0x16, [], answer: 4) == WireClient.little(16))
                    _ = try await client.ask(0x17, [], answer: 2944)
                }
                if step % 2 == 0 {
                    try served.bus.remove(from: Self.reader)
                } else {
                    try served.bus.insert(served.card, into: Self.reader)
                }
                #expect(try await client.take(8) == WireClient.little(0, 0))
                // No answer to a stop after the event: the next bytes are those of the array.
                try await client.send(WireClient.message(0x14, []))
                let array = try await client.ask(0x12, [], answer: 2944)
                #expect(array.number(128) == UInt32(step + 2))
            }
            try await client.close()
        }
    }

    @Test func `a wait is cancelled by another connection that has said nothing before`() async throws {
        try await ServedBus.with { served in
            let client = try await WireClient(served.path)
            let context = try await client.establish()
            _ = try await client.ask(0x13, [], answer: 2944)
            let canceller = try await WireClient(served.path)
            #expect(try await canceller.ask(0x0D, WireClient.little(context, 9)) == WireClient.little(context, 0))
            #expect(try await client.take(8) == WireClient.little(0, 0x8010_0002))
            #expect(try await canceller.ask(0x0D, WireClient.little(context, 9)) == WireClient.little(context, 0))
            let unknown = WireClient.little(context + 1, 0x8010_0003)
            #expect(try await canceller.ask(0x0D, WireClient.little(context + 1, 9)) == unknown)
            try await client.close()
            try await canceller.close()
        }
    }

    @Test func `a request that waits for a transaction is answered when that ends`() async throws {
        try await ServedBus.with { served in
            let (one, two) = (try await WireClient(served.path), try await WireClient(served.path))
            let (first, _) = try await one.connect(try await one.establish(), Self.reader)
            let (second, _) = try await two.connect(try await two.establish(), Self.reader)
            #expect(try await one.ask(0x07, WireClient.little(first, 9)) == WireClient.little(first, 0))
            try await two.send(WireClient.message(0x07, WireClient.little(second, 9)))
            _ = try await one.transmit(first, [0x80, 0x01])
            #expect(try await one.ask(0x08, WireClient.little(first, 0, 9)) == WireClient.little(first, 0, 0))
            #expect(try await two.take(8) == WireClient.little(second, 0))
            try await one.close()
            try await two.close()
        }
    }

    @Test func `a client that vanishes in a transaction leaves a reset card to the others`() async throws {
        try await ServedBus.with { served in
            let (one, two) = (try await WireClient(served.path), try await WireClient(served.path))
            let (first, _) = try await one.connect(try await one.establish(), Self.reader)
            let (second, _) = try await two.connect(try await two.establish(), Self.reader)
            _ = try await one.ask(0x07, WireClient.little(first, 9))
            try await two.send(WireClient.message(0x07, WireClient.little(second, 9)))
            try await one.close()
            #expect(try await two.take(8) == WireClient.little(second, 0x8010_0068))
            #expect(served.bus.with { $0.connections.count } == 1)
            try await two.close()
        }
    }

    @Test func `an error of the card is the service's code, and the connection goes on`() async throws {
        try await ServedBus.with { served in
            let client = try await WireClient(served.path)
            let context = try await client.establish()
            let (handle, _) = try await client.connect(context, Self.reader)
            #expect(try await client.transmit(handle, [0x80, 0x06]).result == 0x8010_0016)
            #expect(try await client.transmit(handle, [0x80, 0x05]).result == 0x8010_0016)
            #expect(try await client.transmit(handle, [0x80, 0x01]).result == 0x8010_0069)
            try served.bus.insert(served.card, into: Self.reader)
            #expect(try await client.transmit(handle, [0x80, 0x01]).result == 0x8010_0069)
            let again = try await client.ask(0x05, WireClient.little(handle, 2, 3, 0, 0, 9))
            #expect(again == WireClient.little(handle, 2, 3, 0, 2, 0))
            #expect(try await client.transmit(handle, [0x80, 0x07]).result == 0x8010_0016)
            #expect(try await client.transmit(handle, [0x80, 0x01]).result == 0x8010_0011)
            #expect(served.bus.readers.isEmpty)
            try await client.close()
        }
    }
}
