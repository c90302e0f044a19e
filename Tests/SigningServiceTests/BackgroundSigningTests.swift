import Testing

@testable import SigningService

struct BackgroundSigningTests {
    private let background = BackgroundSigning()

    @Test func `knows nothing of what another run has accepted`() {
        #expect(background.progress(of: "a") == nil)
    }

    @Test func `says what is on its way and what has failed, and leaves the rest to the store`() async {
        background.enqueue("a") { [background] in background.finish("a") }
        background.enqueue("b") { [background] in background.fail("b") { _ in true } }
        #expect(background.progress(of: "a") == .working)
        #expect(background.progress(of: "b") == .working)
        let (worked, continuation) = AsyncStream<Void>.makeStream()
        background.enqueue("last") { continuation.finish() }
        let worker = Task { [background] in await background.run() }
        for await _ in worked {}
        worker.cancel()
        await worker.value
        #expect(background.progress(of: "a") == nil)
        #expect(background.progress(of: "b") == .failed)
    }

    @Test func `forgets failures that nobody can ask for any more, and nothing that is on its way`() {
        background.enqueue("working") {}
        background.fail("old") { _ in true }
        background.fail("new") { _ in false }
        #expect(background.progress(of: "old") == nil)
        #expect(background.progress(of: "new") == .failed)
        #expect(background.progress(of: "working") == .working)
    }
}
