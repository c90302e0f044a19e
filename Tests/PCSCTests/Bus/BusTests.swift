import ISO7816
import Simulation
import Synchronization
import TestSupport
import Testing

@testable import PCSC

/// The bus as programs in this process and hands at the reader use it.
@Suite(.timeLimit(.minutes(1)))
struct BusTests {
    private static let reader = ServedBus.reader
    private let card = ScriptedCard()

    private func bus(_ settings: ReaderBusSettings = .init()) throws -> ReaderBus {
        let bus = ReaderBus(settings)
        try bus.attach(ReaderDescription(name: Self.reader))
        try bus.insert(card, into: Self.reader)
        return bus
    }

    private func connect(_ bus: ReaderBus) async throws -> any CardChannel {
        try await bus.terminals.connect(Self.reader, sharing: .shared, protocols: .any)
    }

    @Test func `hands at the reader are told what cannot be done`() throws {
        let bus = try bus()
        #expect(throws: ReaderBusError.readerAttached(Self.reader)) {
            try bus.attach(ReaderDescription(name: Self.reader))
        }
        #expect(throws: ReaderBusError.readerTaken(Self.reader)) { try bus.insert(card, into: Self.reader) }
        #expect(throws: ReaderBusError.unknownReader("B", known: [Self.reader])) { try bus.remove(from: "B") }
        try bus.remove(from: Self.reader)
        try bus.remove(from: Self.reader)
        #expect(throws: ReaderBusError.readerEmpty(Self.reader)) { try bus.reset(Self.reader) }
        for name in ["", String(repeating: "a", count: 128), "a\0b"] {
            #expect(throws: ReaderBusError.unusableName(name)) { try bus.attach(ReaderDescription(name: name)) }
        }
        #expect(ReaderDescription.numbered(17).name == "HPKI Sim Reader 17 11 00")
    }

    @Test func `a change is seen by who waits for it`() async throws {
        let bus = try bus()
        let known = bus.readers
        async let changed = bus.terminals.change(from: known, timeout: .seconds(30))
        try bus.remove(from: Self.reader)
        #expect(try await changed == [CardReaderStatus(reader: Self.reader, atr: nil, eventCount: 2)])
        // What has changed before the wait needs none.
        #expect(try await bus.terminals.change(from: known, timeout: .seconds(30)) == bus.readers)
        #expect(bus.with { $0.clients.isEmpty })
    }

    @Test func `a wait ends with its time or its task`() async throws {
        var settings = ReaderBusSettings()
        settings.time = TimeSource(now: TimeSource.system.now, sleep: { _ in })
        let hasty = try bus(settings)
        await #expect(throws: PCSCError.timeout) {
            try await hasty.terminals.change(from: hasty.readers, timeout: .seconds(3600))
        }
        let bus = ReaderBus()
        let waiting = Task { try await bus.terminals.change(from: [], timeout: .seconds(3600)) }
        while !bus.with({ !$0.clients.isEmpty }) { await Task.yield() }
        waiting.cancel()
        await #expect(throws: PCSCError.cancelled) { try await waiting.value }
        #expect(bus.with { $0.clients.isEmpty })
    }

    @Test func `a call that waits for a transaction ends with its task, and harms nobody`() async throws {
        let bus = try bus()
        let (first, second) = (try await connect(bus), try await connect(bus))
        try await first.beginTransaction()
        let waiting = Task { try await second.beginTransaction() }
        while bus.with({ $0.readers[0].queue.isEmpty }) { await Task.yield() }
        waiting.cancel()
        await #expect(throws: PCSCError.cancelled) { try await waiting.value }
        try await first.endTransaction(.leave)
        try await second.beginTransaction()
        try await second.endTransaction(.leave)
    }

    @Test func `a channel that nobody holds any more is disconnected`() async throws {
        let bus = try bus()
        do {
            let channel = try await connect(bus)
            try await channel.beginTransaction()
            #expect(bus.with { $0.readers[0].sharing } == 1)
        }
        while bus.with({ $0.readers[0].sharing != 0 || !$0.clients.isEmpty }) { await Task.yield() }
        let next = try await connect(bus)
        #expect(try await next.transmit([0x80, 0x01]) == [0x80, 0x01, 0x90, 0x00])
    }

    @Test(arguments: [Duration?.none, .zero])
    func `an idle card forgets, if it is told to`(idle: Duration?) async throws {
        var settings = ReaderBusSettings()
        settings.idlePowerOff = idle
        settings.time = TimeSource(now: TimeSource.system.now, sleep: { _ in })
        let bus = try bus(settings)
        let channel = try await connect(bus)
        _ = try await channel.transmit([0x00, 0x20])
        try await channel.disconnect(.leave)
        if idle != nil {
            while bus.with({ $0.readers[0].power != .off }) { await Task.yield() }
        }
        let again = try await connect(bus)
        #expect(try await again.transmit([0x80, 0x03]) == (idle == nil ? [0x90, 0x00] : [0x69, 0x82]))
    }

    @Test func `every exchange and every happening is told`() async throws {
        let seen = Mutex<[String]>([])
        var settings = ReaderBusSettings()
        settings.onHappening = { happening in seen.withLock { $0.append("\(happening)") } }
        settings.onEvent = { event in seen.withLock { $0.append("\(event)") } }
        let bus = try bus(settings)
        let channel = try await connect(bus)
        _ = try await channel.transmit([0x80, 0x01])
        await #expect(throws: PCSCError.notTransacted) { try await channel.transmit([0x80, 0x05]) }
        try bus.insert(card, into: Self.reader)
        try bus.detach(Self.reader)
        let words = seen.withLock { $0.map { String($0.prefix { $0 != "(" }) } }
        #expect(
            words == [
                "attached", "inserted", "powered", "exchange", "exchange", "removed", "cardPulled", "inserted",
                "removed",
                "detached",
            ]
        )
        #expect(seen.withLock { $0[3] }.contains("[128, 1, 144, 0]"))
    }

    // MARK: - The fault plan

    private static let faults: [(FaultRule, String)] = [
        (rule("pcsc.connect", .error(["code": "SCARD_E_SHARING_VIOLATION"])), "SCARD_E_SHARING_VIOLATION (0x8010000B)"),
        (
            rule("pcsc.connect", .error(["code": "SCARD_E_READER_UNAVAILABLE"])),
            "SCARD_E_READER_UNAVAILABLE (0x80100017)"
        ),
        (rule("pcsc.connect", .drop), "SCARD_E_UNKNOWN_READER (0x80100009)"),
        (rule("pcsc.transmit", .error([:]), ["ins": "01"]), "SCARD_F_COMM_ERROR (0x80100013)"),
        (rule("pcsc.transmit", .drop), "SCARD_E_NOT_TRANSACTED (0x80100016) empty"),
        (rule("pcsc.transmit", .custom("unplug", [:])), "SCARD_E_NOT_TRANSACTED (0x80100016) none"),
        (rule("pcsc.transmit", .custom("reset", [:])), "SCARD_W_RESET_CARD (0x80100068)"),
        (rule("pcsc.transmit", .flip(bit: 0)), "[0, 1, 144, 0]"),
        (rule("pcsc.transmit", .drop, ["reader": "another"]), "[128, 1, 144, 0]"),
    ]

    private static func rule(_ point: String, _ effect: FaultEffect, _ matching: [String: String] = [:]) -> FaultRule {
        FaultRule(id: "rule", point: point, matching: matching, effect: effect)
    }

    @Test(arguments: faults.map { NamedArgument("\($0.0.point) \($0.0.effect)", $0) })
    func `faults of the plan happen in process and on the socket`(
        fault: NamedArgument<(FaultRule, String)>
    ) async throws {
        let simulation = try await Simulation.open(.init(injectionPoints: ReaderFault.points))
        try await simulation.faults.add(fault.value.0)
        var settings = ReaderBusSettings()
        settings.faults = simulation.faults
        let bus = try bus(settings)
        var said: String
        do {
            said = "\(try await connect(bus).transmit([0x80, 0x01]))"
        } catch let error as PCSCError where error == .notTransacted {
            said = "\(error) \(bus.readers.isEmpty ? "none" : bus.readers[0].atr == nil ? "empty" : "card")"
        } catch {
            said = "\(error)"
        }
        #expect(said == fault.value.1)
        let expected = UInt32(fault.value.1.split(separator: "x").last?.prefix(8) ?? "", radix: 16) ?? 0
        try await ServedBus.with(settings) { served in
            let client = try await WireClient(served.path)
            let (handle, result) = try await client.connect(try await client.establish(), Self.reader)
            if result == 0 {
                let answer = try await client.transmit(handle, [0x80, 0x01])
                #expect(answer.result == expected)
                if expected == 0 { #expect("\(answer.answer)" == fault.value.1) }
            } else {
                #expect(result == expected)
            }
            try await client.close()
        }
        try await simulation.shutdown()
    }
}
