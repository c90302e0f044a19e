import HTTPTypes
import Hummingbird
import NIOCore
package import Simulation

extension AdminOperation {
    /// The operations that need nothing but the simulation: journal, clock, world, records.
    package static func all(
        of simulation: Simulation,
        world: @escaping @Sendable () async throws -> JSONValue
    ) -> [AdminOperation] {
        journal(of: simulation) + clock(of: simulation) + [
            AdminOperation(
                .get,
                "world",
                "What is known now: facilities, practitioners, credentials, certificates, cards."
            ) {
                _,
                _ in
                Response(json: try await world())
            },
            AdminOperation(
                .get,
                "records",
                "What went by and is not kept: the last requests and handshakes, oldest first.",
                query: [
                    Query("kind", "string", "Only `request`, `handshake`, `apdu` or `command`."),
                    Query("trace", "string", "Only of one trace."),
                ]
            ) { request, _ in
                let parameters = request.uri.queryParameters
                let records = simulation.records.records(
                    kind: parameters["kind"].map { String($0) },
                    trace: parameters["trace"].flatMap { TraceID($0) }
                )
                return Response(json: ["records": .array(records.map(\.json))])
            },
        ]
    }
}

extension RecordLog.Record {
    fileprivate var json: JSONValue {
        [
            "number": .integer(number), "instant": .string(instant.rfc3339), "kind": .string(kind),
            "trace": trace.map { .string($0.description) } ?? .null, "fields": fields,
        ]
    }
}
