import Foundation

/// A value behind a lock whose body may call a caller's closure and hand out results.
///
/// `Mutex` would want every such closure to be `sending`; here the caller sees to it that nothing mutable leaves the body.
// Unchecked, because `value` is read and written only between `lock` and `unlock`.
final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
