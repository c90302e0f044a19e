import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// The bytes of an answer's body.
struct CollectedBody: ResponseBodyWriter {
    private final class Storage: Sendable {
        let bytes: Mutex<[UInt8]> = Mutex([])
    }

    private let storage = Storage()

    static func bytes(of body: ResponseBody, capacity: Int) async throws -> [UInt8] {
        let writer = CollectedBody()
        writer.storage.bytes.withLock { $0.reserveCapacity(capacity) }
        try await body.write(writer)
        return writer.storage.bytes.withLock { $0 }
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        storage.bytes.withLock { $0 += buffer.readableBytesView }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
