/// Bytes that no client of pcsc-lite sends: the connection ends, as it does with pcscd (section 1.1).
enum ProtocolViolation: Error, Hashable {
    case unknownCommand(UInt32)
    case wrongSize(ClientCommand, UInt32)
    case tooLong(ClientCommand, UInt32)
    /// More than one request at a time, and by far.
    case flood
}
