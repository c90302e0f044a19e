/// A change to the store. They are written in the order in which they were decided, many in one transaction.
enum StoreOperation: Sendable {
    case event(EventEnvelope)
    case storeBlob(Blob)
    case removeBlob(BlobID)
    /// All blobs so far belong to the initial world.
    case keepBlobs
    /// Back to the blobs of the initial world.
    case resetBlobs
    case storeSnapshot(EncodedSnapshot)
}
