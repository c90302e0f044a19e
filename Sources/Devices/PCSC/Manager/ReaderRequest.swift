/// What a program asks of a reader or card; numbers as they come from outside, checked by the manager.
enum ReaderRequest: Hashable, Sendable {
    case connect(reader: String, sharing: UInt32, protocols: UInt32)
    case reconnect(Int32, sharing: UInt32, protocols: UInt32, initialization: UInt32)
    case disconnect(Int32, disposition: UInt32)
    case beginTransaction(Int32)
    case endTransaction(Int32, disposition: UInt32)
    case transmit(Int32, protocol: UInt32, command: [UInt8])
    case control(Int32, code: UInt32)
    case status(Int32)
    case attribute(Int32, id: UInt32)
    case setAttribute(Int32)
}
