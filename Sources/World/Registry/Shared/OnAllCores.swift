import Dispatch
import Synchronization

/// Maps on all cores, in order; throws the first error there was.
func onAllCores<Item: Sendable, Value: Sendable>(
    _ items: [Item],
    _ body: @Sendable (Item) throws -> Value
) throws -> [Value] {
    let results = Mutex<[Int: Result<Value, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
        let result = Result { try body(items[index]) }
        results.withLock { $0[index] = result }
    }
    return try results.withLock { results in try items.indices.compactMap { try results[$0]?.get() } }
}
