/// A dictionary for a hundred thousand things: each takes little more than its bytes, a copy that is kept for an undo or a
/// snapshot costs next to nothing, and a snapshot is written and read without looking at any of them.
///
/// Buckets of some records each, on shelves: a change after a copy makes one bucket and one shelf anew.
package struct PackedTable<Key: Packed & Sendable, Value: Packed & Sendable>: Sendable {
    private typealias Bucket = [UInt8]

    package private(set) var count = 0
    /// A power of two.
    private var bucketCount = 1
    private var shelves: [[Bucket]] = [[[]]]

    private static var shelfBits: Int { 6 }
    private static var recordsPerBucket: Int { 16 }

    package init() {}

    package var isEmpty: Bool { count == 0 }

    package subscript(key: Key) -> Value? {
        get {
            let key = PackWriter.bytes(of: key)
            return shelves[shelf(index(of: key))][slot(index(of: key))].withUnsafeBytes { bucket in
                guard let range = Self.find(key, in: bucket)?.value else { return nil }
                var reader = PackReader(UnsafeRawBufferPointer(rebasing: bucket[range]))
                return try? Value(from: &reader)
            }
        }
        set { set(PackWriter.bytes(of: key), newValue.map { PackWriter.bytes(of: $0) }) }
    }

    package subscript(key: Key, default value: @autoclosure () -> Value) -> Value {
        get { self[key] ?? value() }
        set { self[key] = newValue }
    }

    /// In no order.
    package var keys: [Key] {
        records { key, _ in try? Key(from: &key) }
    }

    /// In no order.
    package var values: [Value] {
        records { _, value in try? Value(from: &value) }
    }

    private func records<Item>(_ item: (inout PackReader, inout PackReader) -> Item?) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(count)
        for bucket in shelves.joined() {
            bucket.withUnsafeBytes { bucket in
                Self.forEachRecord(in: bucket) { _, key, value in
                    var (key, value) = (PackReader(key), PackReader(value))
                    if let item = item(&key, &value) { items.append(item) }
                }
            }
        }
        return items
    }

    // MARK: - Changing

    private mutating func set(_ key: [UInt8], _ value: [UInt8]?) {
        let (shelf, slot) = (shelf(index(of: key)), slot(index(of: key)))
        let old = shelves[shelf][slot].withUnsafeBytes { Self.find(key, in: $0)?.record }
        var record = PackWriter()
        if let value {
            record.append(key)
            record.append(value)
        }
        // Each bucket is exactly as large as what is in it.
        let bucket = shelves[shelf][slot]
        var new: Bucket = []
        new.reserveCapacity(bucket.count - (old?.count ?? 0) + record.bytes.count)
        new += bucket[..<(old?.lowerBound ?? bucket.count)]
        new += record.bytes
        if let old { new += bucket[old.upperBound...] }
        shelves[shelf][slot] = new
        count += (value == nil ? 0 : 1) - (old == nil ? 0 : 1)
        if count > bucketCount * Self.recordsPerBucket { grow() }
    }

    private mutating func grow() {
        let old = shelves
        bucketCount *= 2
        var buckets = [Bucket](repeating: [], count: bucketCount)
        for bucket in old.joined() {
            bucket.withUnsafeBytes { bytes in
                Self.forEachRecord(in: bytes) { range, key, _ in
                    buckets[index(ofHash: PackHash.of(key))].append(contentsOf: bytes[range])
                }
            }
        }
        for index in buckets.indices { buckets[index] = Self.exact(buckets[index][...]) }
        shelve(buckets)
    }

    private static func exact(_ bytes: ArraySlice<UInt8>) -> Bucket {
        var exact: Bucket = []
        exact.reserveCapacity(bytes.count)
        exact += bytes
        return exact
    }

    private mutating func shelve(_ buckets: [Bucket]) {
        let width = 1 << Self.shelfBits
        shelves = stride(from: 0, to: buckets.count, by: width).map {
            Array(buckets[$0..<min($0 + width, buckets.count)])
        }
    }

    // MARK: - Finding

    private func index(of key: [UInt8]) -> Int { index(ofHash: PackHash.of(key)) }
    private func index(ofHash hash: UInt64) -> Int { Int(truncatingIfNeeded: hash & UInt64(bucketCount - 1)) }
    private func shelf(_ index: Int) -> Int { index >> Self.shelfBits }
    private func slot(_ index: Int) -> Int { index & ((1 << Self.shelfBits) - 1) }

    private static func find(
        _ key: [UInt8],
        in bucket: UnsafeRawBufferPointer
    ) -> (record: Range<Int>, value: Range<Int>)? {
        var reader = PackReader(bucket)
        while !reader.isAtEnd {
            let start = reader.position
            guard let candidate = try? reader.bytes(), let value = try? reader.bytes() else { return nil }
            if candidate.elementsEqual(key) {
                return (start..<reader.position, reader.position - value.count..<reader.position)
            }
        }
        return nil
    }

    private static func forEachRecord(
        in bucket: UnsafeRawBufferPointer,
        _ body: (Range<Int>, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
    ) {
        var reader = PackReader(bucket)
        while !reader.isAtEnd {
            let start = reader.position
            guard let key = try? reader.bytes(), let value = try? reader.bytes() else { return }
            body(start..<reader.position, key, value)
        }
    }
}

extension PackedTable: Codable {
    package init(from decoder: any Decoder) throws {
        let packed = try PackedBytes(from: decoder)
        self = try packed.read { (reader) throws(PackError) in
            var table = Self()
            table.count = try Int(from: &reader)
            table.bucketCount = try Int(from: &reader)
            guard table.bucketCount > 0, table.bucketCount.nonzeroBitCount == 1 else { throw PackError() }
            var buckets: [Bucket] = []
            for _ in 0..<table.bucketCount { buckets.append([UInt8](try reader.bytes())) }
            table.shelve(buckets)
            return table
        }
    }

    package func encode(to encoder: any Encoder) throws {
        let packed = PackedBytes { writer in
            count.pack(into: &writer)
            bucketCount.pack(into: &writer)
            for bucket in shelves.joined() { writer.append(bucket) }
        }
        try packed.encode(to: encoder)
    }
}

extension PackedTable: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.keys.allSatisfy { left[$0] == right[$0] }
    }
}
