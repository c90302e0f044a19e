import ISO7816
import NIOCore

/// A reader as the protocol shows it: 184 bytes (pcsc-lite.md, section 1.3).
struct ReaderRecord: Hashable, Sendable {
    static let size = 184
    /// PCSCLITE_MAX_READERS_CONTEXTS: how many records clients before 2.5 read at a time.
    static let usualCount = 16

    let name: String
    let eventCount: UInt16
    let state: UInt32
    let sharing: Int
    let atr: [UInt8]
    let chosenProtocol: UInt32

    init(_ reader: ReaderSlot) {
        name = reader.description.name
        eventCount = reader.eventCount
        state = reader.stateBits
        sharing = reader.sharing
        atr = reader.isResponsive ? reader.atr : []
        chosenProtocol = reader.chosenProtocol.rawValue
    }

    func write(to buffer: inout ByteBuffer) {
        buffer.writeString(name)
        buffer.writeRepeatingByte(0, count: PCSCLimits.readerName - name.utf8.count)
        buffer.writeMultipleIntegers(
            UInt32(eventCount),
            state,
            Int32(truncatingIfNeeded: sharing),
            endianness: .little
        )
        buffer.writeBytes(atr)
        // 33 bytes of ATR, and 3 that bring the next field to a multiple of 4.
        buffer.writeRepeatingByte(0, count: 36 - atr.count)
        buffer.writeMultipleIntegers(UInt32(atr.count), chosenProtocol, endianness: .little)
    }

    /// An array of exactly so many records, the free ones empty.
    static func array(_ records: [ReaderRecord], count: Int) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(count * size)
        for record in records.prefix(count) { record.write(to: &buffer) }
        buffer.writeRepeatingByte(0, count: max(0, count - records.count) * size)
        return buffer
    }
}
