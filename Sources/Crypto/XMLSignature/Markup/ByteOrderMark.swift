/// The mark at the start of a file that tells its encoding.
enum ByteOrderMark {
    static let utf8: [UInt8] = [0xef, 0xbb, 0xbf]
}
