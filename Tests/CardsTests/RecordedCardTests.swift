import Cards
import ISO7816
import Synchronization
import Testing

@Suite
struct RecordedCardTests {
    private struct Full: Error {}

    private final class Facts: Sendable {
        private let facts = Mutex<[CardEvent]>([])
        var all: [CardEvent] { facts.withLock { $0 } }
        func append(_ new: [CardEvent]) { facts.withLock { $0 += new } }
    }

    private static let select: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x05, 0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x00]
    private static let wrong: [UInt8] = [0x00, 0x20, 0x00, 0x88, 0x04, 0x39, 0x39, 0x39, 0x39]
    private static let query: [UInt8] = [0x00, 0x20, 0x00, 0x88]

    @Test
    func `A refused PIN is recorded before it is answered`() async throws {
        let recorded = Facts()
        let card = RecordedCard(try CardFixture.hpki()) { facts in recorded.append(facts) }
        await card.reset()
        #expect(try await card.transmit(Self.select).suffix(2) == [0x90, 0x00])
        #expect(recorded.all.isEmpty)
        #expect(try await card.transmit(Self.wrong) == [0x63, 0xCE])
        #expect(recorded.all == [.secretRefused(.pin, triesLeft: 14, value: Array("9999".utf8))])
    }

    @Test
    func `What cannot be recorded has not happened`() async throws {
        let card = RecordedCard(try CardFixture.hpki()) { _ in throw Full() }
        _ = try await card.transmit(Self.select)
        #expect(try await card.transmit(Self.wrong) == [0x6F, 0x00])
        #expect(try await card.transmit(Self.query) == [0x63, 0xCF])
    }
}
