/// The last so many elements of a sequence without end.
package struct RingBuffer<Element> {
    package let capacity: Int
    private var storage: [Element] = []
    /// Where the next element goes once the storage is full: the place of the oldest.
    private var next = 0

    /// - Parameter capacity: at least 1.
    package init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    package mutating func append(_ element: Element) {
        guard storage.count == capacity else { return storage.append(element) }
        storage[next] = element
        next = (next + 1) % capacity
    }

    package mutating func removeAll() {
        storage = []
        next = 0
    }

    package var count: Int { storage.count }

    /// The oldest that is left.
    package var first: Element? { storage.count == capacity ? storage[next] : storage.first }

    /// Oldest first.
    package var elements: [Element] { Array(storage[next...] + storage[..<next]) }
}

extension RingBuffer: Sendable where Element: Sendable {}
