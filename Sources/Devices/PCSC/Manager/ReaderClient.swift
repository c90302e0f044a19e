/// One connection of a program to the service: at most one context.
struct ReaderClient {
    /// `SCARDCONTEXT`; nil before it is established.
    var context: Int32?
    var handles: Set<Int32> = []
}
