import CPCSCLite
import Dispatch
import ISO7816

/// A context (`SCARDCONTEXT`), whose calls block: they run on a queue of its own, one after the other, and never on a
/// thread of Swift's tasks.
final class PCSCContext: Sendable {
    let library: PCSCLibrary
    let number: pcsc_long
    private let queue: DispatchQueue

    private init(_ library: PCSCLibrary, _ number: pcsc_long, _ queue: DispatchQueue) {
        self.library = library
        self.number = number
        self.queue = queue
    }

    deinit {
        let (release, number) = (library.functions.release_context, number)
        queue.async { _ = release?(number) }
    }

    static func establish(_ library: PCSCLibrary) async throws(PCSCError) -> PCSCContext {
        let queue = DispatchQueue(label: "hpki-sim.pcsc")
        let number = try await call(on: queue) { () throws(PCSCError) -> pcsc_long in
            var number: pcsc_long = 0
            // SCARD_SCOPE_SYSTEM
            try check(library.functions.establish_context(2, nil, nil, &number))
            return number
        }
        return PCSCContext(library, number, queue)
    }

    /// One or more calls of the library, which may block.
    func call<Value: Sendable>(
        _ body: @escaping @Sendable (shim_pcsc, pcsc_long) throws(PCSCError) -> Value
    ) async throws(PCSCError) -> Value {
        let (library, number) = (library, number)
        return try await Self.call(on: queue) { () throws(PCSCError) -> Value in
            try body(library.functions, number)
        }
    }

    /// Ends a wait that another thread is in; from any thread.
    func cancel() {
        _ = library.functions.cancel(number)
    }

    private static func call<Value: Sendable>(
        on queue: DispatchQueue,
        _ body: @escaping @Sendable () throws(PCSCError) -> Value
    ) async throws(PCSCError) -> Value {
        let result: Result<Value, PCSCError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(PCSCError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}

/// - Throws: the library's result code, of which only 32 bits count.
func check(_ result: pcsc_long) throws(PCSCError) {
    guard result == 0 else { throw PCSCError(rawValue: UInt32(truncatingIfNeeded: result)) }
}
