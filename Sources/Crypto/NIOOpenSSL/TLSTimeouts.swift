package import NIOCore

/// How long a TLS connection waits, in real time: simulation time never rules here.
package struct TLSTimeouts: Hashable, Sendable {
    /// From the open TCP connection to the end of the handshake.
    package var handshake: TimeAmount
    /// From our last byte to the end of the other side; closing sooner could turn an alert that was sent into a reset.
    package var closing: TimeAmount
    /// For a slow peer: until the kernel takes the next of our last bytes; and, on a server whose output has ended, until
    /// the end of the client.
    package var slowPeer: TimeAmount
    /// Without a byte in either direction after the handshake; nil for no limit. A server that is slow to answer is
    /// idle, too.
    package var idle: TimeAmount?

    package init(
        handshake: TimeAmount = .seconds(10),
        closing: TimeAmount = .seconds(1),
        slowPeer: TimeAmount = .seconds(30),
        idle: TimeAmount? = nil
    ) {
        self.handshake = handshake
        self.closing = closing
        self.slowPeer = slowPeer
        self.idle = idle
    }
}
