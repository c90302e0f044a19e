import NIOCore

/// One request as it stood on the wire: the fixed structure, which is also the answer's, and what followed it.
struct ClientMessage: Hashable {
    let command: ClientCommand
    /// As long as the command says; integers are little-endian.
    var body: [UInt8]
    /// The APDU or the control code's data.
    var trailing: [UInt8] = []

    /// - Parameter offset: inside the structure, as section 1.4 lists it.
    subscript(offset: Int) -> UInt32 {
        get {
            guard offset >= 0, offset + 4 <= body.count else { return 0 }
            return body[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        set {
            guard offset >= 0, offset + 4 <= body.count else { return }
            for index in 0..<4 { body[offset + index] = UInt8(truncatingIfNeeded: newValue >> (8 * UInt32(index))) }
        }
    }

    func signed(_ offset: Int) -> Int32 { Int32(bitPattern: self[offset]) }

    /// The reader's name of CONNECT; nil where it has no end or is no UTF-8.
    var readerName: String? {
        guard body.count >= 4 + PCSCLimits.readerName else { return nil }
        let field = body[4..<4 + PCSCLimits.readerName]
        guard let end = field.firstIndex(of: 0) else { return nil }
        return String(validating: field[..<end], as: UTF8.self)
    }
}
