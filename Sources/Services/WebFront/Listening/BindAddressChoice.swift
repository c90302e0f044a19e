/// An address to bind, and whether its absence on this machine is an error.
package struct BindAddressChoice: Sendable, Equatable {
    /// An IPv4 or IPv6 address without brackets, e.g. `127.0.0.1`, `::1`.
    package let host: String
    /// True for the defaults: a container without IPv6 has no `::1`, and that is nobody's mistake.
    package let isOptional: Bool

    package init(_ host: String, isOptional: Bool = false) {
        self.host = host
        self.isOptional = isOptional
    }

    /// Both loopbacks, the default of every listener.
    package static let loopbacks = [BindAddressChoice("127.0.0.1"), BindAddressChoice("::1", isOptional: true)]

    /// Whether only programs of this machine can reach the address.
    package var isLoopback: Bool {
        host == "::1" || host == "localhost" || host.hasPrefix("127.")
    }
}
