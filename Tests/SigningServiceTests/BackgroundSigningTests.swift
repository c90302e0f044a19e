import Testing

@testable import SigningService

struct BackgroundSigningTests {
    private let background = BackgroundSigning()

    @Test func `knows nothing of what another run has accepted`() {
        #expect(background.progress(of: "a") == nil)
    }

    @Test func `says how far each request has come`() async {
        background.enqueue("a") { [background] in background.finish("a", .done(["s"])) { _ in true } }
        background.enqueue("b") { [background] in background.finish("b", .failed) { _ in true } }
        #expect(background.progress(of: "a") == .working)
        #expect(background.progress(of: "b") == .working)
        let (worked, continuation) = AsyncStream<Void>.makeStream()
        background.enqueue("last") { continuation.finish() }
        let worker = Task { [background] in await background.run() }
        for await _ in worked {}
        worker.cancel()
        await worker.value
        #expect(background.progress(of: "a") == .done(["s"]))
        #expect(background.progress(of: "b") == .failed)
    }

    @Test func `forgets what is no longer wanted`() {
        background.finish("old", .done([])) { _ in true }
        background.finish("new", .done([])) { $0 != "old" }
        #expect(background.progress(of: "old") == nil)
        #expect(background.progress(of: "new") == .done([]))
    }
}
