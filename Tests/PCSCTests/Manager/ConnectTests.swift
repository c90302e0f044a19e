import ISO7816
import TestSupport
import Testing

@testable import PCSC

/// CONNECT, RECONNECT and DISCONNECT (pcsc-lite.md, section 1.7).
struct ConnectTests {
    private static let empty = "Empty"

    @Test(arguments: [
        (ReaderRequest.connect(2, 0), PCSCError.protocolMismatch), (.connect(4), .invalidValue),
        (.connect(2, 3, to: "Nobody"), .unknownReader), (.connect(2, 3, to: "Empty"), .noSmartcard),
        (.connect(2, 0x20), .protocolMismatch),
    ])
    func `refuses what pcscd refuses`(request: ReaderRequest, error: PCSCError) {
        var bench = ManagerBench()
        bench.act { $0.addReader(ReaderDescription(name: Self.empty)) }
        let client = bench.client()
        #expect(bench.ask(client, request) == .failed(error))
    }

    @Test func `needs a context`() {
        var bench = ManagerBench()
        let client = bench.manager.addClient()
        #expect(bench.ask(client, .connect()) == .failed(.invalidHandle))
    }

    @Test func `chooses T=1 where it may, and holds others to it`() {
        var bench = ManagerBench()
        let client = bench.client()
        let first = bench.ask(client, .connect(2, 3))
        guard case .connected(_, .t1) = first else {
            Issue.record("\(String(describing: first))")
            return
        }
        #expect(bench.ask(client, .connect(2, 1)) == .failed(.protocolMismatch))
        guard case .connected(_, .t1) = bench.ask(client, .connect(2, 0x1000)) else {
            Issue.record("the old name for both protocols was refused")
            return
        }
    }

    @Test func `a direct connection needs no card and shares`() {
        var bench = ManagerBench(card: nil)
        let client = bench.client()
        let answer = bench.ask(client, .connect(3, 0))
        guard case .connected(_, []) = answer else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(bench.manager.readers[0].sharing == 1)
    }

    @Test func `exclusive access keeps all others out until it ends`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let handle = bench.connect(one, .exclusive)
        #expect(bench.manager.readers[0].sharing == -1)
        #expect(bench.ask(two, .connect()) == .failed(.sharingViolation))
        #expect(bench.ask(one, .end(handle)) == .failed(.notTransacted))
        bench.ask(one, .beginTransaction(handle))
        #expect(bench.ask(one, .end(handle)) == .done)
        #expect(bench.ask(one, .disconnect(handle, disposition: 0)) == .done)
        #expect(bench.connect(two) > 0)
        #expect(bench.manager.readers[0].sharing == 1)
        #expect(bench.ask(one, .connect(1)) == .failed(.sharingViolation))
    }

    @Test func `a mute card cannot be powered, a broken reader not be had`() {
        var bench = ManagerBench(card: ScriptedCard(atr: []))
        let client = bench.client()
        #expect(bench.ask(client, .connect()) == .failed(.unpoweredCard))
        #expect(bench.manager.readers[0].stateBits == 0x0C)
        bench.act { $0.setResponsive(false, at: 0) }
        #expect(bench.ask(client, .connect()) == .failed(.readerUnavailable))
        #expect(bench.manager.readers[0].stateBits == 0x01)
    }

    @Test func `a reconnection clears what has happened, if there is a card`() {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client)
        bench.act { $0.removeCard(at: 0) }
        #expect(bench.ask(client, .reconnect(handle)) == .failed(.noSmartcard))
        bench.act { $0.insert(ScriptedCard(), at: 0) }
        #expect(bench.ask(client, .transmit(handle)) == .failed(.removedCard))
        #expect(bench.ask(client, .reconnect(handle)) == .connected(handle: handle, protocol: .t1))
        #expect(bench.ask(client, .transmit(handle)) == .data([0x80, 0x01, 0, 0, 0x90, 0x00]))
    }

    @Test(arguments: [CardDisposition.reset, .unpower, .eject])
    func `a reconnection with a reset tells the others, not itself`(disposition: CardDisposition) {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        #expect(bench.ask(one, .reconnect(first, disposition)) == .connected(handle: first, protocol: .t1))
        #expect(bench.ask(one, .status(first)) == .done)
        #expect(bench.ask(two, .status(second)) == .failed(.resetCard))
        #expect(bench.ask(two, .transmit(second)) == .failed(.resetCard))
        #expect(bench.manager.readers[0].eventCount == 1)
    }

    @Test func `a reconnection changes how the card is shared`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let handle = bench.connect(one)
        _ = bench.ask(one, .reconnect(handle, sharing: .exclusive))
        #expect(bench.manager.readers[0].sharing == -1)
        _ = bench.ask(one, .reconnect(handle))
        #expect(bench.manager.readers[0].sharing == 1)
        let other = bench.connect(two)
        let waiting = bench.send(two, .reconnect(other, sharing: .exclusive))
        #expect(bench.answers[waiting] == nil)
        #expect(bench.ask(one, .disconnect(handle, disposition: 0)) == .done)
        #expect(bench.answers[waiting] == .connected(handle: other, protocol: .t1))
        #expect(bench.manager.readers[0].sharing == -1)
        _ = bench.ask(two, .reconnect(other))
        _ = bench.connect(two)
        #expect(bench.ask(two, .reconnect(other, sharing: .exclusive)) == .failed(.sharingViolation))
    }

    @Test func `the end of a connection is felt by the others as it was asked for`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        #expect(bench.ask(one, .disconnect(first, disposition: 2)) == .done)
        #expect(bench.manager.readers[0].stateBits == 0x04)
        #expect(bench.manager.readers[0].chosenProtocol == [])
        #expect(bench.ask(two, .status(second)) == .failed(.resetCard))
        #expect(bench.ask(one, .disconnect(first, disposition: 0)) == .failed(.invalidHandle))
        #expect(bench.ask(two, .disconnect(second, disposition: 9)) == .failed(.invalidValue))
    }

    @Test func `handles of a reader that is gone are known only to disconnect`() {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client)
        bench.act { $0.removeReader(at: 0) }
        #expect(bench.ask(client, .status(handle)) == .failed(.invalidValue))
        #expect(bench.ask(client, .transmit(handle)) == .failed(.invalidValue))
        #expect(bench.ask(client, .disconnect(handle, disposition: 1)) == .done)
        #expect(bench.manager.connections.isEmpty)
    }

    @Test func `nobody can use another's handle`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let handle = bench.connect(one)
        for request in [
            ReaderRequest.status(handle), .transmit(handle), .beginTransaction(handle), .end(handle),
            .disconnect(handle, disposition: 1), .reconnect(handle), .attribute(handle, id: 0x90303),
            .control(handle, code: 0x4200_0D48), .status(0), .status(-1),
        ] {
            #expect(bench.ask(two, request) == .failed(.invalidHandle))
        }
        #expect(bench.ask(one, .status(handle)) == .done)
    }

    @Test func `contexts and handles are counted`() {
        var bench = ManagerBench()
        bench.manager = ResourceManager(maximumContexts: 1, maximumHandles: 2)
        bench.act {
            $0.addReader(ReaderDescription(name: ManagerBench.reader))
            $0.insert(ScriptedCard(), at: 0)
        }
        let client = bench.client()
        let other = bench.manager.addClient()
        #expect(throws: PCSCError.noMemory) { try bench.manager.establishContext(of: other).get() }
        #expect(bench.connect(client) > 0)
        #expect(bench.connect(client) > 0)
        #expect(bench.ask(client, .connect()) == .failed(.noMemory))
        bench.act { $0.removeClient(client) }
        #expect(throws: Never.self) { try bench.manager.establishContext(of: other).get() }
        #expect(bench.manager.readers[0].sharing == 0)
    }

    @Test func `the last one out lets the card lose its power after a while, unless someone comes back`() {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client)
        bench.ask(client, .disconnect(handle, disposition: 0))
        let first = bench.idle[0]
        let again = bench.connect(client)
        bench.act { $0.powerOff(reader: first.reader, round: first.round) }
        #expect(bench.manager.readers[0].power == .on)
        bench.ask(client, .disconnect(again, disposition: 0))
        bench.act { $0.powerOff(reader: first.reader, round: first.round) }
        #expect(bench.manager.readers[0].power == .on)
        let second = bench.idle[1]
        bench.act { $0.powerOff(reader: second.reader, round: second.round) }
        #expect(bench.manager.readers[0].power == .off)
        #expect(bench.manager.readers[0].chosenProtocol == [])
    }
}
