/// The commands of the pcsc-lite protocol 4:4 to 4:6 (pcsc-lite.md, section 1.4).
enum ClientCommand: UInt32, CaseIterable {
    case establishContext = 0x01
    case releaseContext = 0x02
    case connect = 0x04
    case reconnect = 0x05
    case disconnect = 0x06
    case beginTransaction = 0x07
    case endTransaction = 0x08
    case transmit = 0x09
    case control = 0x0A
    case status = 0x0B
    case cancel = 0x0D
    case getAttribute = 0x0F
    case setAttribute = 0x10
    case version = 0x11
    case getReadersState = 0x12
    case waitForChange = 0x13
    case stopWaiting = 0x14
    case getReaderEvents = 0x15
    case getReadersStateSize = 0x16
    case getReadersStateArray = 0x17

    /// Bytes of the fixed structure behind the header.
    var size: Int {
        switch self {
        case .establishContext, .disconnect, .endTransaction, .version: 12
        case .releaseContext, .beginTransaction, .status, .cancel: 8
        case .connect: 152
        case .reconnect, .control: 24
        case .transmit: 32
        case .getAttribute, .setAttribute: 280
        case .getReadersState, .waitForChange, .stopWaiting, .getReaderEvents, .getReadersStateSize,
            .getReadersStateArray:
            0
        }
    }

    /// Where the structure says how many bytes follow it.
    var trailingLengthOffset: Int? {
        switch self {
        case .transmit: 12
        case .control: 8
        default: nil
        }
    }

    /// Where the structure's answer has its result code, always the last field; nil where there is none.
    var resultOffset: Int? {
        size == 0 ? nil : size - 4
    }
}
