import ISO7816
import TestSupport
import Testing

@testable import PCSC

/// Locks, parked requests and cards that take their time (sections 1.7 and 1.8).
struct TransactionTests {
    @Test func `what another's transaction holds up goes on when it ends, in order`() {
        var bench = ManagerBench()
        let (one, two, three) = (bench.client(), bench.client(), bench.client())
        let (first, second, third) = (bench.connect(one), bench.connect(two), bench.connect(three))
        #expect(bench.ask(one, .beginTransaction(first)) == .done)
        let begin = bench.send(two, .beginTransaction(second))
        let transmit = bench.send(three, .transmit(third))
        let status = bench.send(three, .status(third))
        let connect = bench.send(three, .connect())
        #expect([begin, transmit, status, connect].allSatisfy { bench.answers[$0] == nil })
        #expect(bench.ask(one, .end(first)) == .done)
        #expect(bench.answers[begin] == .done)
        #expect([transmit, status, connect].allSatisfy { bench.answers[$0] == nil })
        #expect(bench.ask(two, .end(second)) == .done)
        #expect(bench.answers[transmit] == .data([0x80, 0x01, 0, 0, 0x90, 0x00]))
        #expect(bench.answers[status] == .done)
        #expect(bench.answers[connect] != nil)
    }

    @Test func `two handles of one connection never wait for each other`() {
        var bench = ManagerBench()
        let client = bench.client()
        let (first, second) = (bench.connect(client), bench.connect(client))
        bench.ask(client, .beginTransaction(first))
        let refused = ReaderAnswer.failed(.sharingViolation)
        #expect(bench.ask(client, .beginTransaction(second)) == refused)
        #expect(bench.ask(client, .transmit(second)) == refused)
        #expect(bench.ask(client, .connect()) == refused)
        #expect(bench.ask(client, .reconnect(second)) == refused)
        #expect(bench.ask(client, .disconnect(second, disposition: 1)) == refused)
        #expect(bench.ask(client, .end(first)) == .done)
        #expect(bench.ask(client, .beginTransaction(second)) == .done)
    }

    @Test func `control and attributes answer another's lock at once`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.ask(one, .beginTransaction(first))
        #expect(bench.ask(two, .control(second, code: 0x4200_0D48)) == .failed(.sharingViolation))
        #expect(bench.ask(two, .attribute(second, id: 0x90303)) == .failed(.sharingViolation))
        #expect(bench.ask(two, .setAttribute(second)) == .failed(.sharingViolation))
        #expect(bench.ask(two, .end(second, .reset)) == .failed(.sharingViolation))
        #expect(bench.ask(two, .end(second)) == .failed(.notTransacted))
    }

    @Test func `transactions nest`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.ask(one, .beginTransaction(first))
        bench.ask(one, .beginTransaction(first))
        let waiting = bench.send(two, .beginTransaction(second))
        #expect(bench.ask(one, .end(first)) == .done)
        #expect(bench.answers[waiting] == nil)
        #expect(bench.ask(one, .end(first)) == .done)
        #expect(bench.answers[waiting] == .done)
        #expect(bench.ask(one, .end(first)) == .failed(.notTransacted))
    }

    @Test func `a transaction that ends with a reset is told to all, also to its owner`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.ask(one, .beginTransaction(first))
        #expect(bench.ask(one, .end(first, .reset)) == .done)
        #expect(bench.ask(one, .status(first)) == .failed(.resetCard))
        #expect(bench.ask(two, .status(second)) == .failed(.resetCard))
        #expect(bench.manager.readers[0].eventCount == 1)
    }

    @Test func `a client that dies in a transaction frees the card, reset`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.ask(one, .beginTransaction(first))
        let waiting = bench.send(two, .transmit(second))
        bench.act { $0.removeClient(one) }
        #expect(bench.answers[waiting] == .failed(.resetCard))
        #expect(bench.ask(two, .reconnect(second)) == .connected(handle: second, protocol: .t1))
        #expect(bench.manager.readers[0].sharing == 1)
    }

    @Test func `a client that dies without a lock leaves the card as it is`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let second = bench.connect(two)
        _ = bench.connect(one)
        bench.act { $0.removeClient(one) }
        #expect(bench.ask(two, .status(second)) == .done)
    }

    @Test func `a parked request of a dead client is dropped`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.ask(one, .beginTransaction(first))
        let parked = bench.send(two, .beginTransaction(second))
        bench.act { $0.removeClient(two) }
        #expect(bench.answers[parked] == .failed(.cancelled))
        #expect(bench.ask(one, .end(first)) == .done)
        #expect(bench.manager.readers[0].lock == nil)
    }

    @Test func `a card does one thing after the other`() throws {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.isSlow = true
        let early = bench.send(one, .transmit(first, [0x80, 1]))
        let late = bench.send(two, .transmit(second, [0x80, 2]))
        #expect(bench.jobs.map(\.command) == [[0x80, 1]])
        bench.finish(try #require(bench.jobs.first), .success([0x61, 0x01]))
        #expect(bench.answers[early] == .data([0x61, 0x01]))
        #expect(bench.answers[late] == nil)
        #expect(bench.jobs.map(\.command) == [[0x80, 2]])
    }

    @Test func `a card pulled in the middle of a command is not transacted, and then removed`() throws {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client)
        bench.isSlow = true
        let sent = bench.send(client, .transmit(handle))
        let job = try #require(bench.jobs.first)
        bench.act { $0.removeCard(at: 0) }
        #expect(bench.answers[sent] == .failed(.notTransacted))
        #expect(bench.ask(client, .transmit(handle)) == .failed(.removedCard))
        bench.finish(job)
        #expect(bench.answers[sent] == .failed(.notTransacted))
    }

    @Test func `a card pulled or reset while it is powered for a connection`() throws {
        var bench = ManagerBench()
        let client = bench.client()
        bench.isSlow = true
        let first = bench.send(client, .connect())
        bench.act { $0.removeCard(at: 0) }
        #expect(bench.answers[first] == .failed(.noSmartcard))
        bench.act { $0.insert(ScriptedCard(), at: 0) }
        let second = bench.send(client, .connect())
        bench.act { $0.resetCard(at: 0) }
        #expect(bench.answers[second] == nil)
        bench.finish(try #require(bench.jobs.last))
        bench.finish(try #require(bench.jobs.last))
        guard case .connected = bench.answers[second] else {
            Issue.record("\(String(describing: bench.answers[second]))")
            return
        }
    }

    @Test(arguments: [
        (CardFailure.mute, PCSCError.notTransacted), (.reader(.communicationFailure), .communicationFailure),
        (.removed, .notTransacted), (.readerUnplugged, .notTransacted),
    ])
    func `a card that fails gives the service's word for it`(failure: CardFailure, error: PCSCError) throws {
        var bench = ManagerBench()
        let client = bench.client()
        let handle = bench.connect(client)
        bench.isSlow = true
        let sent = bench.send(client, .transmit(handle))
        bench.finish(try #require(bench.jobs.first), .failure(failure))
        #expect(bench.answers[sent] == .failed(error))
        switch failure {
        case .removed: #expect(bench.reports == [.cardPulled(reader: ManagerBench.reader)])
        case .readerUnplugged:
            #expect(bench.reports == [.readerUnplugged(reader: ManagerBench.reader)])
            #expect(bench.manager.readers.isEmpty)
        default: #expect(bench.reports == [])
        }
    }

    @Test func `a reset by hand in the middle of a command keeps the card until it is done`() throws {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.isSlow = true
        let sent = bench.send(one, .transmit(first))
        let job = try #require(bench.jobs.first)
        bench.act { $0.resetCard(at: 0) }
        #expect(bench.answers[sent] == .failed(.resetCard))
        let again = bench.send(two, .reconnect(second))
        #expect(bench.answers[again] == nil)
        bench.finish(job)
        let power = try #require(bench.jobs.first)
        #expect(power.isReset)
        bench.finish(power)
        #expect(bench.answers[again] == .connected(handle: second, protocol: .t1))
    }

    @Test func `removal drops locks and wakes who waits for them`() {
        var bench = ManagerBench()
        let (one, two) = (bench.client(), bench.client())
        let (first, second) = (bench.connect(one), bench.connect(two))
        bench.ask(one, .beginTransaction(first))
        let waiting = bench.send(two, .beginTransaction(second))
        bench.act { $0.removeCard(at: 0) }
        #expect(bench.answers[waiting] == .failed(.removedCard))
        #expect(bench.ask(one, .end(first)) == .failed(.removedCard))
        #expect(bench.manager.readers[0].lock == nil)
    }
}
