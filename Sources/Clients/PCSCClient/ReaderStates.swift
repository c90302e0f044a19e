import CPCSCLite
import ISO7816

/// `SCardGetStatusChange` with names and states as Swift keeps them.
struct ReaderStates {
    /// SCARD_STATE_*
    private enum Bit {
        static let empty: pcsc_dword = 0x10
        static let present: pcsc_dword = 0x20
    }

    /// Stands for the list of readers: changes when one is attached or detached.
    private static let listOfReaders = "\\\\?PnP?\\Notification"

    /// Names of readers, each ended by a NUL, and another NUL.
    static func names(_ list: [UInt8]) -> [String] {
        list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// All readers with their cards, at this moment.
    static func now(_ pcsc: shim_pcsc, _ context: pcsc_long) throws(PCSCError) -> [CardReaderStatus] {
        let names = try readers(pcsc, context)
        guard !names.isEmpty else { return [] }
        var found: [CardReaderStatus] = []
        try withStates(names.map { ($0, 0) }) { states throws(PCSCError) in
            do throws(PCSCError) {
                try check(pcsc.get_status_change(context, 0, states.baseAddress, pcsc_dword(states.count)))
            } catch .timeout {}
            found = zip(names, states).map(status)
        }
        return found
    }

    /// Waits until something differs from what is known, spurious ends included.
    ///
    /// - Throws: `.timeout`, `.cancelled`; an unknown reader is a difference.
    static func wait(
        _ known: [CardReaderStatus],
        milliseconds: pcsc_dword,
        _ pcsc: shim_pcsc,
        _ context: pcsc_long
    ) throws(PCSCError) {
        let readers = known.map { status in
            let bits = status.atr == nil ? Bit.empty : Bit.present
            return (status.reader, pcsc_dword(status.eventCount) << 16 | bits)
        }
        let list = (listOfReaders, pcsc_dword(known.count) << 16)
        try withStates(readers + [list]) { states throws(PCSCError) in
            do throws(PCSCError) {
                try check(
                    pcsc.get_status_change(context, milliseconds, states.baseAddress, pcsc_dword(states.count))
                )
            } catch .unknownReader {}
        }
    }

    private static func readers(_ pcsc: shim_pcsc, _ context: pcsc_long) throws(PCSCError) -> [String] {
        do throws(PCSCError) {
            while true {
                var length: pcsc_dword = 0
                try check(pcsc.list_readers(context, nil, nil, &length))
                var list = [CChar](repeating: 0, count: Int(length))
                do throws(PCSCError) {
                    try check(pcsc.list_readers(context, nil, &list, &length))
                } catch .insufficientBuffer {
                    // A reader has come between the two calls.
                    continue
                }
                return names(list.prefix(Int(length)).map { UInt8(bitPattern: $0) })
            }
        } catch .noReadersAvailable {
            return []
        }
    }

    private static func status(_ name: String, _ state: pcsc_reader_state) -> CardReaderStatus {
        var state = state
        let atr = withUnsafeBytes(of: &state.atr) { Array($0.prefix(Int(state.atr_length))) }
        return CardReaderStatus(
            reader: name,
            atr: state.event_state & Bit.present == 0 ? nil : atr,
            eventCount: Int(state.event_state >> 16 & 0xFFFF)
        )
    }

    private static func withStates(
        _ readers: [(name: String, state: pcsc_dword)],
        _ body: (UnsafeMutableBufferPointer<pcsc_reader_state>) throws(PCSCError) -> Void
    ) throws(PCSCError) {
        let names = readers.map { Array($0.name.utf8CString) }
        let joined = names.flatMap { $0 }
        let result: Result<Void, PCSCError> = joined.withUnsafeBufferPointer { characters in
            var states: [pcsc_reader_state] = []
            var offset = 0
            for (name, reader) in zip(names, readers) {
                var state = pcsc_reader_state()
                state.reader = characters.baseAddress?.advanced(by: offset)
                state.current_state = reader.state
                states.append(state)
                offset += name.count
            }
            return states.withUnsafeMutableBufferPointer { pointer in
                do throws(PCSCError) {
                    return .success(try body(pointer))
                } catch {
                    return .failure(error)
                }
            }
        }
        try result.get()
    }
}
