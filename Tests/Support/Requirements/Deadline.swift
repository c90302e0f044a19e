/// The awaited thing did not happen in time.
package struct DeadlineExceeded: Error, CustomStringConvertible {
    package let what: String
    package let deadline: Duration

    package var description: String { "\(what): nothing within \(deadline)" }
}

/// Runs `operation`, and cancels it when it takes longer than `deadline`.
///
/// - Throws: `DeadlineExceeded`, or what the operation throws.
package func withDeadline<Value: Sendable>(
    _ deadline: Duration,
    _ what: String,
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await Task.sleep(for: deadline)
            throw DeadlineExceeded(what: what, deadline: deadline)
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
