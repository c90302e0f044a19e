import NIOCore

/// Plaintext that waits for a flush, or for the end of the handshake.
struct PendingWrites {
    private var writes = MarkedCircularBuffer<(bytes: ByteBuffer, promise: EventLoopPromise<Void>?)>(initialCapacity: 8)

    var isEmpty: Bool { writes.isEmpty }

    var hasFlushed: Bool { writes.hasMark }

    mutating func append(_ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
        writes.append((bytes, promise))
    }

    mutating func markFlushed() {
        writes.mark()
    }

    /// The next write that has been flushed.
    mutating func popFlushed() -> (bytes: ByteBuffer, promise: EventLoopPromise<Void>?)? {
        writes.hasMark ? writes.popFirst() : nil
    }

    mutating func failAll(_ error: any Error) {
        // Taken out first: a promise may write again.
        var failed = writes
        writes = MarkedCircularBuffer(initialCapacity: 8)
        while let (_, promise) = failed.popFirst() { promise?.fail(error) }
    }
}
