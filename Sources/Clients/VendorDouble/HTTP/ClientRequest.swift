/// A request of `ClientConnection`. Its header fields are sent as given, in this order; `Host` and, with a body,
/// `Content-Length` are added where they are not given.
package struct ClientRequest: Sendable {
    package typealias Field = (name: String, value: String)

    package var method: String
    /// Path and query as they stand in the request line.
    package var target: String
    package var fields: [Field]
    package var body: [UInt8]

    package init(_ method: String, _ target: String, fields: [Field] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }

    package static func get(_ target: String, fields: [Field] = []) -> Self {
        Self("GET", target, fields: fields)
    }

    /// POST with a body of `application/json`, as CSC writes it (csc-api.md, section 1).
    package static func json(_ target: String, _ body: String, fields: [Field] = []) -> Self {
        Self(
            "POST",
            target,
            fields: [("Content-Type", "application/json;charset=UTF-8")] + fields,
            body: Array(body.utf8)
        )
    }

    /// POST with a body of `application/x-www-form-urlencoded`.
    package static func form(_ target: String, _ values: [(String, String)], fields: [Field] = []) -> Self {
        let body = values.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
        return Self(
            "POST",
            target,
            fields: [("Content-Type", "application/x-www-form-urlencoded")] + fields,
            body: Array(body.utf8)
        )
    }

    package func bearer(_ token: String) -> Self {
        var request = self
        request.fields.append(("Authorization", "Bearer \(token)"))
        return request
    }

    /// RFC 3986, 2.3: everything but the unreserved characters as `%XX`.
    package static func percentEncoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(Character(UnicodeScalar(byte)))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
