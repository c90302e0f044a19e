/// The journal as it grows. Each iteration starts where the stream was asked for.
package struct EventStream: AsyncSequence, Sendable {
    package typealias Element = EventEnvelope

    let store: Store
    let hub: JournalHub
    let after: Int
    /// `nil` for all.
    let types: Set<String>?

    package func makeAsyncIterator() -> Iterator { Iterator(stream: self, position: after) }

    package struct Iterator: AsyncIteratorProtocol {
        /// What is read from the store at once: the most that one reader holds in memory.
        private static let pageSize = 256

        private let stream: EventStream
        /// Everything up to here was given out or is in `page`.
        private var position: Int
        private var page: ArraySlice<EventEnvelope> = []

        init(stream: EventStream, position: Int) {
            self.stream = stream
            self.position = position
        }

        /// - Returns: `nil` at the simulation's shutdown or the task's cancellation.
        package mutating func next() async throws -> EventEnvelope? {
            while true {
                if let envelope = page.popFirst() { return envelope }
                if Task.isCancelled { return nil }
                if try await turnPage() { continue }
                guard !stream.hub.committed.isFinished else { return nil }
                await stream.hub.committed.wait(above: position)
            }
        }

        /// - Returns: whether there was anything new, wanted or not.
        private mutating func turnPage() async throws -> Bool {
            let end = stream.hub.committed.value
            guard end > position else { return false }
            if let tail = stream.hub.events(after: position) {
                page = tail.filter { stream.types?.contains($0.type) ?? true }[...]
                position = Swift.max(end, tail.last?.seq ?? end)
                return true
            }
            let query = EventQuery(
                after: position,
                through: end,
                types: stream.types ?? [],
                limit: Iterator.pageSize
            )
            page = try await stream.store.events(asynchronously: query)[...]
            position = page.count == Iterator.pageSize ? page.last?.seq ?? end : end
            return true
        }
    }
}
