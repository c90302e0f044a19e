package import Hummingbird
import NIOCore

/// The parameters of an `application/x-www-form-urlencoded` body, or of a URL's query: the same grammar, read strictly.
///
/// Each name stands there at most once; escapes are complete; the bytes are UTF-8.
package struct FormBody: Sendable, Equatable {
    /// Enough for every OAuth and CSC request; a login form is far below.
    package static let defaultLimit = 64 * 1024
    package static let maximumFields = 64

    private let values: [String: String]

    /// The names that were sent, also those without a value.
    package var names: Set<String> { Set(values.keys) }

    /// The value sent under a name; `nil` also where it is empty, which RFC 6749 section 3.1 treats as omitted.
    package subscript(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Parameters made here rather than parsed.
    package init(_ values: [String: String]) {
        self.values = values
    }

    /// - Parameter text: the raw body or query, still percent-encoded.
    package init(parsing text: String) throws(FormBodyError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// - Parameter bytes: the raw body or query, still percent-encoded.
    package init(parsing bytes: [UInt8]) throws(FormBodyError) {
        var values: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard values.count < Self.maximumFields else { throw .tooManyFields(limit: Self.maximumFields) }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(parts[0])
            let value = parts.count == 2 ? try Self.decode(parts[1]) : ""
            guard values.updateValue(value, forKey: name) == nil else { throw .duplicated(name: name) }
        }
        self.values = values
    }

    /// Reads the body of a request.
    ///
    /// Throws ``FormBodyError``, or what the connection throws when it ends before the body does.
    package static func read(from request: Request, limit: Int = defaultLimit) async throws -> FormBody {
        guard let contentType = request.headers[.contentType], isForm(contentType) else {
            throw FormBodyError.wrongContentType
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw FormBodyError.tooLong(limit: limit)
        }
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return try FormBody(parsing: Array(buffer.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw FormBodyError.tooLong(limit: limit)
        }
    }

    private static func isForm(_ contentType: String) -> Bool {
        let parts = contentType.lowercased().split(separator: ";").map { $0.trimmingPrefix { $0 == " " || $0 == "\t" } }
        guard let first = parts.first, first.split(separator: " ").first == "application/x-www-form-urlencoded" else {
            return false
        }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0.contains("utf-8") }
    }

    /// Undoes the percent-encoding of one name or value; `+` is a space.
    package static func decode(_ bytes: ArraySlice<UInt8>) throws(FormBodyError) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    throw .malformed
                }
                decoded.append(high << 4 | low)
            default:
                decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .malformed }
        return text
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
