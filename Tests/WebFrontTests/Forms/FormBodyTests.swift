import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import WebFront

@Suite("Form bodies")
struct FormBodyTests {
    private static func request(_ body: String, contentType: String?, length: Int? = nil) -> Request {
        var head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/")
        head.headerFields[.contentType] = contentType
        head.headerFields[.contentLength] = length.map(String.init)
        return Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
    }

    @Test func `names and values are decoded`() throws {
        let form = try FormBody(parsing: "name=%E5%8C%BB%E5%B8%AB+%E9%AB%99&empty=&bare&a%3Db=c%26d&&e=f=g")
        #expect(form["name"] == "医師 髙")
        #expect(form["a=b"] == "c&d")
        #expect(form["e"] == "f=g")
        #expect(form.names == ["name", "empty", "bare", "a=b", "e"])
    }

    /// RFC 6749 section 3.1.
    @Test func `a parameter without value counts as omitted`() throws {
        let form = try FormBody(parsing: "empty=&bare")
        #expect(form["empty"] == nil)
        #expect(form["bare"] == nil)
        #expect(form["absent"] == nil)
    }

    @Test(arguments: ["a=1&a=2", "a=&a=", "a=1&%61=1"])
    func `a parameter stands there once`(body: String) {
        #expect(throws: FormBodyError.duplicated(name: "a")) { try FormBody(parsing: body) }
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%C3=1", "a=\u{0}%E3%81"])
    func `broken escapes and foreign bytes are refused`(body: String) {
        #expect(throws: FormBodyError.malformed) { try FormBody(parsing: body) }
    }

    @Test func `the number of parameters is bounded`() throws {
        let most = (0..<FormBody.maximumFields).map { "p\($0)=1" }.joined(separator: "&")
        #expect(try FormBody(parsing: most).names.count == FormBody.maximumFields)
        #expect(throws: FormBodyError.tooManyFields(limit: 64)) { try FormBody(parsing: most + "&q=1") }
    }

    @Test(arguments: [
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8",
        "Application/X-WWW-Form-Urlencoded;charset=\"utf-8\"",
    ])
    func `a form names itself`(contentType: String) async throws {
        #expect(try await FormBody.read(from: Self.request("a=1", contentType: contentType))["a"] == "1")
    }

    @Test(arguments: [
        nil, "application/json", "text/plain", "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded; charset=shift_jis", "application/x-www-form-urlencodedx", "",
    ])
    func `anything else is another content type`(contentType: String?) async {
        await #expect(throws: FormBodyError.wrongContentType) {
            try await FormBody.read(from: Self.request("a=1", contentType: contentType))
        }
        #expect(FormBodyError.wrongContentType.status == .unsupportedMediaType)
    }

    @Test func `a long body is refused, announced or not`() async {
        let form = "application/x-www-form-urlencoded"
        for request in [
            Self.request("a=1", contentType: form, length: 4_000_000_000),
            Self.request("a=\(String(repeating: "1", count: 100))", contentType: form),
        ] {
            await #expect(throws: FormBodyError.tooLong(limit: 50)) {
                try await FormBody.read(from: request, limit: 50)
            }
        }
        #expect(FormBodyError.tooLong(limit: 50).status == .contentTooLarge)
    }

    @Test func `random bytes never trap`() {
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<40)).map { _ in
                Bool.random() ? UInt8.random(in: 0...255) : Array("%&=+aF0".utf8).randomElement() ?? 0
            }
            _ = try? FormBody(parsing: bytes)
        }
    }
}
