/// A request on its way: answered at once, or parked until a lock or the card is free.
struct PendingRequest {
    let number: Int
    let client: Int
    var request: ReaderRequest
}
