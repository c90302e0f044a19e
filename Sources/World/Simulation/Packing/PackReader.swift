/// Takes values out again, in the order in which they were put in. Valid only as long as the bytes that it was given.
package struct PackReader {
    private let content: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ content: UnsafeRawBufferPointer) {
        self.content = content
    }

    var isAtEnd: Bool { position >= content.count }

    package mutating func number() throws(PackError) -> UInt64 {
        var (result, shift): (UInt64, UInt64) = (0, 0)
        while shift < 64, position < content.count {
            let byte = content[position]
            position += 1
            result |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
        throw PackError()
    }

    package mutating func fixed() throws(PackError) -> UInt64 {
        let part = try take(8)
        return UInt64(littleEndian: part.loadUnaligned(as: UInt64.self))
    }

    package mutating func array() throws(PackError) -> [UInt8] { [UInt8](try bytes()) }

    mutating func bytes() throws(PackError) -> UnsafeRawBufferPointer {
        let count = try number()
        guard count <= UInt64(content.count) else { throw PackError() }
        return try take(Int(count))
    }

    private mutating func take(_ count: Int) throws(PackError) -> UnsafeRawBufferPointer {
        guard count <= content.count - position else { throw PackError() }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: content[position..<position + count])
    }
}
