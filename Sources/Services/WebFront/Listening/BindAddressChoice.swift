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
        if host == "::1" || host == "localhost" { return true }
        // 127.0.0.0/8 (RFC 1122, 3.2.1.3); a name that only begins so is somewhere else.
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts.allSatisfy { $0 != nil } && parts[0] == 127
    }
}
