import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import WebFront

@Suite("CSRF tokens")
struct CSRFTokenTests {
    private static func request(cookie: String? = nil) -> Request {
        var head = HTTPRequest(method: .get, scheme: nil, authority: "localhost", path: "/")
        head.headerFields[.cookie] = cookie
        return Request(head: head, body: .init(buffer: ByteBuffer()))
    }

    @Test func `belong to the cookie of the same browser`() throws {
        let source = CSRFToken.Source(instanceName: "hpki-sim-8080")
        let (token, cookie) = source.issue(for: Self.request())
        let value = try #require(cookie?.value)
        let back = Self.request(cookie: "other=1; hpki-sim-8080-csrf=\(value)")
        #expect(source.isValid(token, for: back))
        #expect(!source.isValid(token, for: Self.request()))
        #expect(!source.isValid(nil, for: back))
        #expect(!source.isValid("", for: back))
        #expect(!source.isValid(value, for: back))
        #expect(!source.isValid(token.dropLast() + (token.last == "A" ? "B" : "A"), for: back))
        #expect(!source.isValid(token, for: Self.request(cookie: "hpki-sim-8080-csrf=\(value)x")))
        #expect(!source.isValid(token, for: Self.request(cookie: "hpki-sim-9090-csrf=\(value)")))
    }

    @Test func `the cookie is HttpOnly, Lax, and named after the instance`() throws {
        let source = CSRFToken.Source(instanceName: "hpki-sim-8080")
        let cookie = try #require(source.issue(for: Self.request()).cookie)
        #expect(cookie.name == "hpki-sim-8080-csrf")
        #expect(cookie.value.count == 43)
        #expect(cookie.httpOnly)
        #expect(cookie.sameSite == .lax)
        #expect(cookie.path == "/")
        #expect(cookie.domain == nil)
        #expect(cookie.expires == nil)
    }

    @Test func `a browser keeps its cookie over several pages`() throws {
        let source = CSRFToken.Source(instanceName: "a")
        let (token, cookie) = source.issue(for: Self.request())
        let again = source.issue(for: Self.request(cookie: "a-csrf=\(try #require(cookie?.value))"))
        #expect(again.token == token)
        #expect(again.cookie == nil)
    }

    @Test func `another process does not honour them`() throws {
        let (token, cookie) = CSRFToken.Source(instanceName: "a").issue(for: Self.request())
        let request = Self.request(cookie: "a-csrf=\(try #require(cookie?.value))")
        #expect(!CSRFToken.Source(instanceName: "a").isValid(token, for: request))
    }
}
