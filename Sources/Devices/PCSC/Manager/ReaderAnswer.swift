import ISO7816

enum ReaderAnswer: Hashable, Sendable {
    case done
    /// - Parameter protocol: 0 where none is chosen yet.
    case connected(handle: Int32, protocol: CardProtocols)
    case data([UInt8])
    case failed(PCSCError)
}
