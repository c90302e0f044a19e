import NIOCore

/// The life of one TLS connection, without any input or output: events go in, what is to be done comes out.
struct TLSConnectionState: Sendable {
    enum Phase: Hashable, Sendable {
        /// No bytes have been exchanged.
        case idle
        case handshaking
        case active
        /// We have said that we send no more; the other side may still send.
        case outputClosed
        /// The other side sends no more; we still may.
        case inputClosed
        /// We have said our last and wait for the end of the other side, which has nothing to say that matters.
        case closing
        case closed
    }

    /// What a request to close asked for.
    enum CloseRequest: Hashable, Sendable {
        case output
        case all
    }

    private(set) var phase = Phase.idle
    /// A request to close that came during the handshake, to be granted after it.
    private var heldRequest: CloseRequest?
    /// While closing: whether records are still decrypted, in order to see the other side's `close_notify`.
    private var awaitsCloseNotify = false
    /// Whether the other side ended its output as it should.
    private(set) var hasPeerSaidCloseNotify = false

    // MARK: Handshake

    /// The channel is open.
    ///
    /// - Returns: whether to begin the handshake.
    mutating func start() -> Bool {
        guard phase == .idle else { return false }
        phase = .handshaking
        return true
    }

    enum CompletionAction: Hashable, Sendable {
        /// Tell it, deliver what came behind the handshake, send what was held back, then grant this request.
        case announce(thenClose: CloseRequest?)
        case nothing
    }

    mutating func handshakeCompleted() -> CompletionAction {
        guard phase == .handshaking else { return .nothing }
        phase = .active
        defer { heldRequest = nil }
        return .announce(thenClose: heldRequest)
    }

    enum FailureAction: Hashable, Sendable {
        /// Send what is left (the alert is in there), close the output, read and drop until the end of the other side.
        case sayAndLinger
        case nothing
    }

    /// The handshake, a record or the time allowed for either has failed.
    mutating func failed() -> FailureAction {
        switch phase {
        case .idle, .closed, .closing: return .nothing
        case .handshaking, .active, .outputClosed, .inputClosed:
            phase = .closing
            awaitsCloseNotify = false
            return .sayAndLinger
        }
    }

    // MARK: Reading

    enum ReadAction: Hashable, Sendable {
        case continueHandshake
        case deliver
        /// Decrypt, but nobody wants the plaintext any more.
        case discard
        /// Do not even decrypt.
        case drop
    }

    /// Bytes have come from the network.
    func received() -> ReadAction {
        switch phase {
        case .handshaking: .continueHandshake
        case .active, .outputClosed: .deliver
        case .closing where awaitsCloseNotify: .discard
        case .idle, .inputClosed, .closing, .closed: .drop
        }
    }

    enum PeerEndAction: Hashable, Sendable {
        /// Pass the end of the input on; the output stays open.
        case passOn
        /// Say `close_notify` ourselves and close.
        case answerAndClose
        /// Both sides have said it: close.
        case close
        case nothing
    }

    /// The other side's `close_notify` has come.
    mutating func peerSaidCloseNotify(allowsHalfClosure: Bool) -> PeerEndAction {
        hasPeerSaidCloseNotify = true
        switch phase {
        case .active where allowsHalfClosure:
            phase = .inputClosed
            return .passOn
        case .active:
            phase = .closing
            awaitsCloseNotify = false
            return .answerAndClose
        case .outputClosed, .closing:
            phase = .closed
            return .close
        case .idle, .handshaking, .inputClosed, .closed:
            return .nothing
        }
    }

    enum InputClosedAction: Hashable, Sendable {
        case passOn
        /// The handshake can never end: it has failed.
        case failHandshake
        /// The end came without `close_notify`: tell it, pass it on.
        case reportTruncation
        /// The same, and our own side had ended before.
        case reportTruncationAndClose
        case close
        case nothing
    }

    /// The other side has closed its half of the TCP connection.
    mutating func inputClosed() -> InputClosedAction {
        switch phase {
        case .idle: return .passOn
        case .handshaking:
            phase = .closed
            return .failHandshake
        case .active:
            phase = .inputClosed
            return .reportTruncation
        case .outputClosed:
            phase = .closed
            return .reportTruncationAndClose
        case .closing:
            phase = .closed
            return .close
        case .inputClosed, .closed: return .nothing
        }
    }

    enum InactiveAction: Hashable, Sendable {
        case failHandshake
        case reportTruncation
        case nothing
    }

    /// The TCP connection is gone.
    mutating func becameInactive() -> InactiveAction {
        defer { phase = .closed }
        switch phase {
        case .handshaking: return .failHandshake
        case .active, .outputClosed: return .reportTruncation
        case .idle, .inputClosed, .closing, .closed: return .nothing
        }
    }

    // MARK: Writing

    /// Whether a write may be kept for the next flush; otherwise it has failed.
    func acceptsWrite() -> Bool {
        switch phase {
        case .idle, .handshaking: heldRequest == nil
        case .active, .inputClosed: true
        case .outputClosed, .closing, .closed: false
        }
    }

    /// Whether what is kept may be encrypted now.
    var isWritable: Bool { phase == .active || phase == .inputClosed }

    // MARK: Closing

    enum CloseAction: Hashable, Sendable {
        /// Not ours to decide: pass the request on as it is.
        case passOn
        /// The request is granted after the handshake.
        case hold
        /// Send what was flushed, say `close_notify`, close the output.
        case closeOutput
        /// The same, then read and drop until the end of the other side.
        case closeOutputAndLinger
        /// The output is closed already: read and drop until the end of the other side.
        case linger
        /// Send what was flushed, say `close_notify`, close: the other side has ended before.
        case closeOutputAndChannel
        /// On the way already: the request ends with the one before it.
        case join
    }

    mutating func closeOutput() -> CloseAction {
        switch phase {
        case .idle, .outputClosed, .closed: return .passOn
        case .handshaking:
            heldRequest = heldRequest ?? .output
            return .hold
        case .active:
            phase = .outputClosed
            return .closeOutput
        case .inputClosed:
            phase = .closing
            return .closeOutputAndChannel
        case .closing: return .join
        }
    }

    /// - Parameter hasWrites: whether something was written that has not been sent.
    mutating func closeAll(hasWrites: Bool) -> CloseAction {
        switch phase {
        case .idle, .closed:
            phase = .closed
            return .passOn
        case .handshaking where hasWrites:
            heldRequest = .all
            return .hold
        case .handshaking:
            // Nothing would be lost, and a server that stops must not wait for half a handshake.
            phase = .closed
            return .passOn
        case .active:
            phase = .closing
            awaitsCloseNotify = true
            return .closeOutputAndLinger
        case .outputClosed:
            phase = .closing
            awaitsCloseNotify = true
            return .linger
        case .inputClosed:
            phase = .closing
            return .closeOutputAndChannel
        case .closing: return .join
        }
    }

    /// The time to wait for the end of the other side is over.
    mutating func lingerExpired() {
        phase = .closed
    }
}
