/// The bytes that stand behind a snapshot's JSON, in the order in which the JSON names them.
///
/// Each with its length and a digest: a part that was damaged on disk is no state.
final class Attachments {
    private(set) var parts: [[UInt8]] = []

    init() {}

    func add(_ bytes: [UInt8]) -> Int {
        parts.append(bytes)
        return parts.count - 1
    }

    /// No JSON has this byte.
    private static let separator: UInt8 = 0

    /// The JSON alone where there is nothing else.
    func joined(to json: [UInt8]) -> [UInt8] {
        guard !parts.isEmpty else { return json }
        var writer = PackWriter()
        json.withUnsafeBytes { writer.append(raw: $0) }
        writer.append(number: UInt64(Self.separator))
        for part in parts {
            writer.append(part)
            writer.append(fixed: PackHash.of(part))
        }
        return writer.bytes
    }

    /// Takes them apart again.
    static func separate(_ state: [UInt8]) throws(PackError) -> (json: [UInt8], Attachments) {
        let attachments = Attachments()
        guard let end = state.firstIndex(of: separator) else { return (state, attachments) }
        let parts = state.withUnsafeBytes { content in
            Result { () throws(PackError) in
                var parts: [[UInt8]] = []
                var reader = PackReader(UnsafeRawBufferPointer(rebasing: content[(end + 1)...]))
                while !reader.isAtEnd {
                    let part = [UInt8](try reader.bytes())
                    guard try reader.fixed() == PackHash.of(part) else { throw PackError() }
                    parts.append(part)
                }
                return parts
            }
        }
        attachments.parts = try parts.get()
        return (Array(state[..<end]), attachments)
    }
}
