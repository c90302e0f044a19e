import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import WebFront

@Suite("Origin of a request")
struct OriginCheckTests {
    private static func request(origin: String?, authority: String? = "localhost:8080") -> Request {
        var head = HTTPRequest(method: .post, scheme: nil, authority: authority, path: "/")
        head.headerFields[.origin] = origin
        return Request(head: head, body: .init(buffer: ByteBuffer()))
    }

    @Test(arguments: [
        ("http://localhost:8080", true), ("http://LOCALHOST:8080", true), ("https://localhost:8080", false),
        ("http://localhost", false), ("http://localhost:8081", false), ("http://localhost:8080.evil.test", false),
        ("http://evil.test", false), ("null", false), ("", false),
    ])
    func `must be the host that was asked`(origin: String, isAllowed: Bool) {
        for check in [OriginCheck.page, .program] {
            #expect(check.allows(Self.request(origin: origin)) == isAllowed)
        }
    }

    @Test func `may be missing for programs only`() {
        #expect(!OriginCheck.page.allows(Self.request(origin: nil)))
        #expect(OriginCheck.program.allows(Self.request(origin: nil)))
    }

    @Test func `is foreign where no host was named`() {
        #expect(!OriginCheck.program.allows(Self.request(origin: "http://", authority: nil)))
    }
}
