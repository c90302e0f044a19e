package import NIOCore

/// How long a TLS connection waits, in real time: simulation time never rules here.
package struct TLSTimeouts: Hashable, Sendable {
    /// From the open TCP connection to the end of the handshake.
    package var handshake: TimeAmount
    /// From our last byte to the end of the other side; closing sooner could turn an alert that was sent into a reset.
    package var closing: TimeAmount
    /// Until our last bytes have gone out to a slow reader: without the kernel taking any of them.
    package var sending: TimeAmount
    /// Without a byte in either direction after the handshake; nil for no limit. A server that is slow to answer is
    /// idle, too.
    package var idle: TimeAmount?

    package init(
        handshake: TimeAmount = .seconds(10),
        closing: TimeAmount = .seconds(1),
        sending: TimeAmount = .seconds(30),
        idle: TimeAmount? = nil
    ) {
        self.handshake = handshake
        self.closing = closing
        self.sending = sending
        self.idle = idle
    }
}
