import Testing

@testable import SigningService

@Suite struct SignedDigestsTests {
    private func created(_ credential: String, _ hashes: [String]) -> SigningEvent.Created {
        .init(sad: "s", credentialID: credential, practitionerID: "p", digest: "sha256", hashes: hashes)
    }

    @Test func `marks what the same credential signs again, and nothing else`() {
        var digests = SignedDigests()
        #expect(digests.marked(created("c", ["a", "b"])).isRepeated == nil)
        digests.add(created("c", ["a", "b"]))
        #expect(digests.marked(created("c", ["x", "b"])).isRepeated == true)
        #expect(digests.marked(created("d", ["a"])).isRepeated == nil)
        #expect(digests.marked(created("c", ["x"])).isRepeated == nil)
    }

    @Test func `forgets the oldest, and holds no more than its bound`() {
        var digests = SignedDigests()
        let count = SignedDigests.capacity
        for number in 0..<(3 * count) { digests.add(created("c", ["\(number)"])) }
        #expect(digests.marked(created("c", ["\(2 * count)"])).isRepeated == true)
        #expect(digests.marked(created("c", ["\(2 * count - 1)"])).isRepeated == nil)
        #expect(digests.retained <= 2 * count + 1)
    }
}
