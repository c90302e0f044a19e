/// What a program reads from its standard input.
package enum ProcessInput: Sendable {
    /// Nothing: the input ends at once.
    case none
    case bytes([UInt8])
    case text(String)
    /// These bytes, and then silence with the input left open until the program ends by itself.
    /// `openssl s_client` needs it: at the end of its input it closes the connection before a late alert arrives.
    case heldOpen(after: [UInt8] = [])

    var bytes: [UInt8] {
        switch self {
        case .none: []
        case .bytes(let bytes): bytes
        case .text(let text): Array(text.utf8)
        case .heldOpen(let bytes): bytes
        }
    }

    var staysOpen: Bool {
        if case .heldOpen = self { true } else { false }
    }
}
