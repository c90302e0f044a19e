import ISO7816
import TestSupport
import Testing

@testable import PCSC

/// Waits and what ends them (section 1.6), counters, and what a reader answers by itself.
struct WaitTests {
    @Test func `each change ends a wait once`() {
        var bench = ManagerBench()
        let (one, waiter) = (bench.client(), bench.client())
        let changes: [(inout ManagerBench) -> Void] = [
            { $0.act { $0.removeCard(at: 0) } }, { $0.act { $0.insert(ScriptedCard(), at: 0) } },
            { $0.act { $0.addReader(ReaderDescription(name: "B")) } }, { $0.act { $0.removeReader(at: 1) } },
            { $0.act { $0.setResponsive(false, at: 0) } }, { $0.act { $0.setResponsive(true, at: 0) } },
            { _ = $0.connect(one) },
        ]
        for (number, change) in changes.enumerated() {
            bench.manager.wait(waiter)
            change(&bench)
            #expect(bench.wakes[waiter]?.count == number + 1)
            let wasWaiting = bench.manager.stopWaiting(waiter)
            #expect(!wasWaiting)
        }
        #expect(bench.wakes[waiter]?.allSatisfy { $0 == .changed } == true)
        bench.manager.wait(waiter)
        let wasWaiting = bench.manager.stopWaiting(waiter)
        #expect(wasWaiting)
    }

    @Test func `a cancel ends another connection's wait, and is content where none waits`() throws {
        var bench = ManagerBench()
        let waiter = bench.manager.addClient()
        let context = try bench.manager.establishContext(of: waiter).get()
        bench.manager.wait(waiter)
        bench.act { #expect($0.cancelWait(ofContext: context) == nil) }
        #expect(bench.wakes[waiter] == [.cancelled])
        bench.act { #expect($0.cancelWait(ofContext: context) == nil) }
        #expect(bench.wakes[waiter] == [.cancelled])
        bench.act { #expect($0.cancelWait(ofContext: context + 1) == .invalidHandle) }
    }

    @Test func `the event counter counts insertions and removals, and wraps`() {
        var bench = ManagerBench()
        #expect(bench.manager.readers[0].eventCount == 1)
        for _ in 0..<32767 {
            bench.act { $0.removeCard(at: 0) }
            bench.act { $0.insert(ScriptedCard(), at: 0) }
        }
        #expect(bench.manager.readers[0].eventCount == 65535)
        bench.act { $0.removeCard(at: 0) }
        #expect(bench.manager.readers[0].eventCount == 0)
    }

    @Test func `reader events are an int16 that never is 0`() {
        var bench = ManagerBench(card: nil)
        #expect(bench.manager.readerEvents == 2)
        for _ in 0..<16382 {
            bench.act { $0.removeReader(at: 0) }
            bench.act { $0.addReader(ReaderDescription(name: "A")) }
        }
        #expect(bench.manager.readerEvents == 32766)
        bench.act { $0.removeReader(at: 0) }
        bench.act { $0.addReader(ReaderDescription(name: "A")) }
        #expect(bench.manager.readerEvents == 1)
    }

    @Test func `OpenSC's questions are answered`() {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client, .direct)
        #expect(bench.ask(client, .control(handle, code: 0x4200_0D48)) == .data([0x12, 4, 0x42, 0x33, 0, 0x12]))
        #expect(bench.ask(client, .control(handle, code: 0x4233_0012)) == .data([0x0A, 4, 0, 0, 1, 0]))
        #expect(bench.ask(client, .control(handle, code: 1)) == .failed(.unsupportedFeature))
        #expect(bench.ask(client, .attribute(handle, id: 0x90303)) == .data(ScriptedCard.usualATR))
        #expect(bench.ask(client, .attribute(handle, id: 0x7FFF_0003)) == .data(Array(ManagerBench.reader.utf8) + [0]))
        #expect(bench.ask(client, .attribute(handle, id: 0x10100)) == .data(Array("hpki-sim".utf8)))
        #expect(bench.ask(client, .attribute(handle, id: 0x10102)) == .data([0, 0, 0, 1]))
        #expect(bench.ask(client, .attribute(handle, id: 0x20110)) == .failed(.unsupportedFeature))
        #expect(bench.ask(client, .setAttribute(handle)) == .failed(.unsupportedFeature))
    }

    @Test(
        arguments: [
            ([0xFF, 0xCA, 0, 0, 0], [1, 2, 3, 4, 0x90, 0]), ([0xFF, 0xCA, 0, 0, 4], [1, 2, 3, 4, 0x90, 0]),
            ([0xFF, 0xCA, 0, 0, 2], [0x6C, 4]), ([0xFF, 0xCA, 1, 0, 0], [0x6A, 0x81]),
            ([0xFF, 0xCA, 0, 0], [0x67, 0]),
        ] as [([UInt8], [UInt8])]
    )
    func `a contactless reader knows its card's identifier`(command: [UInt8], answer: [UInt8]) {
        var bench = ManagerBench(card: nil)
        bench.act {
            $0.removeReader(at: 0)
            $0.addReader(
                ReaderDescription(name: ManagerBench.reader, interface: .contactless(identifier: [1, 2, 3, 4]))
            )
            $0.insert(ScriptedCard(), at: 0)
        }
        let client = bench.client()
        let handle = bench.connect(client)
        #expect(bench.ask(client, .transmit(handle, command)) == .data(answer))
    }

    @Test(
        arguments: [
            ([0x3B, 0x00], 1), ([0x3B, 0x80, 0x01], 2), ([0x3B, 0x80, 0x80, 0x01], 3),
            ([0x3B, 0xE0, 0, 0xFF, 0x81, 0x31], 2),
            ([0x3B, 0x80, 0x11, 0x00], 1), ([0x3B, 0x80, 0x1F], 1), ([0x3B], 0), ([], 0), ([0x3B, 0xF0], 1),
            (ScriptedCard.usualATR, 3),
        ] as [([UInt8], UInt32)]
    )
    func `an answer to reset names the protocols`(atr: [UInt8], protocols: UInt32) {
        #expect(AnswerToReset.protocols(atr).rawValue == protocols)
    }

    @Test func `a wrong protocol in the command's header is refused`() {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client)
        for (number, isGood) in [(UInt32(1), false), (2, true), (4, true), (0x1000, true), (0, false)] {
            let answer = bench.ask(client, .transmit(handle, protocol: number, command: [0x80, 1]))
            #expect((answer == .failed(.protocolMismatch)) == !isGood)
        }
    }
}
