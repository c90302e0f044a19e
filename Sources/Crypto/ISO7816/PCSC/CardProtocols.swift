/// Transmission protocols (`SCARD_PROTOCOL_*`).
package struct CardProtocols: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let t0 = Self(rawValue: 1)
    package static let t1 = Self(rawValue: 2)
    package static let raw = Self(rawValue: 4)
    package static let any: Self = [.t0, .t1]
}
