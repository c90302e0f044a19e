import HTTPTypes
import Hummingbird
import NIOCore
import Simulation

extension AdminOperation {
    /// [D] The most events one answer carries, when the request does not say.
    private static let defaultLimit = 1000

    static func journal(of simulation: Simulation) -> [AdminOperation] {
        let query = [
            Query("after", "integer", "Only events after this number."),
            Query("type", "string", "Only these types, separated by commas; `lint.*` takes all that begin so."),
        ]
        let event: JSONValue = [
            "type": "object",
            "required": ["seq", "instant", "type", "version", "cause", "trace", "payload"],
        ]
        return [
            AdminOperation(
                .get,
                "journal",
                "What has happened, oldest first, secrets redacted.",
                query: query + [Query("limit", "integer", "At most so many events (1000).")],
                answer: [
                    "type": "object", "required": ["events", "last"],
                    "properties": ["events": ["type": "array", "items": event], "last": ["type": "integer"]],
                ]
            ) { request, _ in
                let events = try await simulation.journal.events(
                    after: try request.number("after") ?? 0,
                    types: request.list("type"),
                    limit: try request.number("limit") ?? defaultLimit
                )
                return Response(
                    json: [
                        "events": .array(events.map { simulation.journal.redacted($0).json }),
                        "last": .integer(simulation.journal.lastSeq),
                    ]
                )
            },
            AdminOperation(
                .get,
                "journal/stream",
                "The same as server-sent events, without end; `id` is the event's number.",
                query: query,
                answer: nil
            ) { request, _ in
                // A browser that reconnects says what it saw last (HTML, server-sent events, Last-Event-ID).
                let last = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }.flatMap(Int.init)
                let after = try request.number("after") ?? last
                let events = simulation.journal.stream(after: after, types: request.list("type"))
                return Response(
                    status: .ok,
                    headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: ": hpki-sim journal\n\n"))
                        for try await event in events {
                            let json = simulation.journal.redacted(event).json.text()
                            try await writer.write(
                                ByteBuffer(string: "id: \(event.seq)\nevent: \(event.type)\ndata: \(json)\n\n")
                            )
                        }
                        try await writer.finish(nil)
                    }
                )
            },
        ]
    }
}

extension Request {
    /// A query parameter that must be a number from 0 on.
    fileprivate func number(_ name: String) throws -> Int? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw FrontError(.badRequest, "invalid_request", "\(name)='\(text)' is no number from 0 on")
        }
        return number
    }

    fileprivate func list(_ name: String) -> [String] {
        uri.queryParameters[Substring(name)].map { $0.split(separator: ",").map(String.init) } ?? []
    }
}
