/// A reader as it is plugged in.
package struct ReaderDescription: Hashable, Sendable {
    package enum Interface: Hashable, Sendable {
        case contact
        /// The reader answers `FF CA 00 00` by itself with the card's identifier (PC/SC part 3, section 3.2.2.1.3).
        case contactless(identifier: [UInt8])
    }

    /// As programs list it: 1 to 127 bytes of UTF-8 without a NUL.
    package let name: String
    package let interface: Interface

    package init(name: String, interface: Interface = .contact) {
        self.name = name
        self.interface = interface
    }

    /// `HPKI Sim Reader 1 01 00`: some programs read the reader's and the slot's number at the end, as pcscd writes them.
    ///
    /// - Parameter number: from 0.
    package static func numbered(_ number: Int, interface: Interface = .contact) -> Self {
        let index = String(number, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 2 - index.count)) + index
        return Self(name: "HPKI Sim Reader \(number) \(padded) 00", interface: interface)
    }

    /// MAX_READERNAME is 128 with the NUL (pcsc-lite.md, section 1.2).
    var hasUsableName: Bool {
        (1...127).contains(name.utf8.count) && !name.utf8.contains(0)
    }
}
