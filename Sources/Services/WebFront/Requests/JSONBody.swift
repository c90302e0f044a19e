package import Hummingbird
import NIOCore
package import Simulation

/// Reads a request's body as one JSON object, strictly.
package enum JSONBody {
    /// The longest body that is read, in bytes; a batch of 10,000 SHA-512 hashes fits.
    package static let limit = 2 << 20

    /// - Throws: ``FrontError``: 413 over the limit, 415 for another content type, 400 for anything but one JSON object
    ///   with each key once.
    package static func object(of request: Request) async throws -> [String: JSONValue] {
        let mediaType = request.mediaType
        guard mediaType == "application/json" else {
            throw FrontError(
                .unsupportedMediaType,
                "invalid_request",
                "Content-Type is \(mediaType.map { "'\($0)'" } ?? "missing"): send application/json"
            )
        }
        let bytes = try await bytes(of: request, limit: limit)
        do {
            let value = try JSONValue.parse(bytes)
            if let object = value.object { return object }
            throw FrontError(.badRequest, "invalid_request", "The body is \(value.kindName), not a JSON object")
        } catch let error as JSONError {
            throw FrontError(.badRequest, "invalid_request", "The body is not JSON that is taken here: \(error)")
        }
    }

    /// The whole body, refused as soon as it is known to be longer than `limit`.
    package static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
        let tooLong = FrontError(
            .contentTooLarge,
            "invalid_request",
            "The body is longer than \(limit) bytes",
            headers: [.connection: "close"]
        )
        if let announced = request.headers[.contentLength].flatMap(Int.init), announced > limit { throw tooLong }
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw tooLong
        } catch {
            // A chunk that is none, or a connection that ended in the middle.
            throw FrontError(.badRequest, "invalid_request", "The body cannot be read to its end")
        }
    }
}
