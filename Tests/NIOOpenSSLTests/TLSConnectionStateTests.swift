import Testing

@testable import NIOOpenSSL

struct TLSConnectionStateTests {
    private typealias State = TLSConnectionState

    // MARK: Ways into the phases

    private func handshaking() -> State {
        var state = State()
        _ = state.start()
        return state
    }

    private func active() -> State {
        var state = handshaking()
        _ = state.handshakeCompleted()
        return state
    }

    private func outputClosed() -> State {
        var state = active()
        _ = state.closeOutput()
        return state
    }

    private func inputClosed() -> State {
        var state = active()
        _ = state.peerSaidCloseNotify(allowsHalfClosure: true)
        return state
    }

    private func closing() -> State {
        var state = active()
        _ = state.closeAll(hasWrites: false)
        return state
    }

    private func refused() -> State {
        var state = handshaking()
        _ = state.failed()
        return state
    }

    private func closed() -> State {
        var state = active()
        _ = state.becameInactive()
        return state
    }

    @Test func `the helpers reach their phases`() {
        #expect(State().phase == .idle)
        #expect(handshaking().phase == .handshaking)
        #expect(active().phase == .active)
        #expect(outputClosed().phase == .outputClosed)
        #expect(inputClosed().phase == .inputClosed)
        #expect(closing().phase == .closing)
        #expect(refused().phase == .closing)
        #expect(closed().phase == .closed)
    }

    // MARK: Handshake

    @Test func `starts once`() {
        var state = State()
        #expect(state.start() == true)
        #expect(state.start() == false)
    }

    @Test func `a request to close the output is granted after the handshake`() {
        var state = handshaking()
        #expect(state.acceptsWrite())
        #expect(state.closeOutput() == .hold)
        #expect(!state.acceptsWrite())
        #expect(state.handshakeCompleted() == .announce(thenClose: .output))
        #expect(state.handshakeCompleted() == .nothing)
        #expect(state.closeOutput() == .closeOutput)
    }

    @Test func `a request to close all is granted after the handshake when writes wait for it`() {
        var state = handshaking()
        #expect(state.closeAll(hasWrites: true) == .hold)
        #expect(state.closeOutput() == .hold)
        #expect(state.handshakeCompleted() == .announce(thenClose: .all))
    }

    @Test func `a request to close all ends a handshake that nothing waits for`() {
        var state = handshaking()
        #expect(state.closeAll(hasWrites: false) == .passOn)
        #expect(state.phase == .closed)
        #expect(state.handshakeCompleted() == .nothing)
        #expect(state.failed() == .nothing)
    }

    @Test func `a failed handshake says its last and lingers`() {
        var state = handshaking()
        #expect(state.failed() == .sayAndLinger)
        #expect(state.received() == .drop)
        #expect(!state.acceptsWrite())
        #expect(state.failed() == .nothing)
        #expect(state.closeAll(hasWrites: false) == .join)
        #expect(state.inputClosed() == .close)
        #expect(state.phase == .closed)
    }

    @Test func `the end of the input fails a handshake`() {
        var state = handshaking()
        #expect(state.inputClosed() == .failHandshake)
        #expect(state.phase == .closed)
        state = handshaking()
        #expect(state.becameInactive() == .failHandshake)
        #expect(state.phase == .closed)
    }

    // MARK: Reading

    @Test func `what is done with received bytes`() {
        #expect(State().received() == .drop)
        #expect(handshaking().received() == .continueHandshake)
        #expect(active().received() == .deliver)
        #expect(outputClosed().received() == .deliver)
        #expect(inputClosed().received() == .drop)
        #expect(closing().received() == .discard)
        #expect(refused().received() == .drop)
        #expect(closed().received() == .drop)
    }

    @Test func `close_notify half closes where that is allowed, and ends the connection elsewhere`() {
        var state = active()
        #expect(state.peerSaidCloseNotify(allowsHalfClosure: true) == .passOn)
        #expect(state.phase == .inputClosed)
        #expect(state.hasPeerSaidCloseNotify)
        #expect(state.peerSaidCloseNotify(allowsHalfClosure: true) == .nothing)
        state = active()
        #expect(state.peerSaidCloseNotify(allowsHalfClosure: false) == .answerAndClose)
        #expect(state.phase == .closing)
        #expect(state.received() == .drop)
    }

    @Test func `close_notify after our own closes`() {
        for var state in [outputClosed(), closing()] {
            #expect(state.peerSaidCloseNotify(allowsHalfClosure: true) == .close)
            #expect(state.phase == .closed)
        }
    }

    @Test func `an end of the input without close_notify is a truncation`() {
        var state = active()
        #expect(state.inputClosed() == .reportTruncation)
        #expect(state.phase == .inputClosed)
        #expect(!state.hasPeerSaidCloseNotify)
        #expect(state.acceptsWrite())
        state = outputClosed()
        #expect(state.inputClosed() == .reportTruncationAndClose)
        for var state in [active(), outputClosed()] { #expect(state.becameInactive() == .reportTruncation) }
    }

    @Test func `an end of the input after close_notify says nothing new`() {
        var state = inputClosed()
        #expect(state.inputClosed() == .nothing)
        #expect(state.becameInactive() == .nothing)
        state = closing()
        #expect(state.inputClosed() == .close)
        #expect(state.inputClosed() == .nothing)
        state = State()
        #expect(state.inputClosed() == .passOn)
        #expect(state.becameInactive() == .nothing)
    }

    // MARK: Writing and closing

    @Test func `when writes are taken, and when they are sent`() {
        #expect([State(), handshaking(), active(), inputClosed()].allSatisfy { $0.acceptsWrite() })
        #expect([outputClosed(), closing(), refused(), closed()].allSatisfy { !$0.acceptsWrite() })
        #expect([active(), inputClosed()].allSatisfy { $0.isWritable })
        #expect([State(), handshaking(), outputClosed(), closing(), closed()].allSatisfy { !$0.isWritable })
    }

    @Test func `closing the output`() {
        var state = active()
        #expect(state.closeOutput() == .closeOutput)
        #expect(state.closeOutput() == .passOn)
        state = inputClosed()
        #expect(state.closeOutput() == .closeOutputAndChannel)
        #expect(state.closeOutput() == .join)
        state = State()
        #expect(state.closeOutput() == .passOn)
        #expect(state.phase == .idle)
        state = closed()
        #expect(state.closeOutput() == .passOn)
    }

    @Test func `closing all`() {
        var state = active()
        #expect(state.closeAll(hasWrites: true) == .closeOutputAndLinger)
        #expect(state.closeAll(hasWrites: true) == .join)
        state = outputClosed()
        #expect(state.closeAll(hasWrites: false) == .linger)
        #expect(state.received() == .discard)
        state = inputClosed()
        #expect(state.closeAll(hasWrites: false) == .closeOutputAndChannel)
        state = State()
        #expect(state.closeAll(hasWrites: false) == .passOn)
        #expect(state.start() == false)
        state = closed()
        #expect(state.closeAll(hasWrites: false) == .passOn)
    }

    @Test func `a record that fails ends the connection from every open phase`() {
        for var state in [active(), outputClosed(), inputClosed()] {
            #expect(state.failed() == .sayAndLinger)
            #expect(state.phase == .closing)
            state.lingerExpired()
            #expect(state.phase == .closed)
        }
    }
}
