import Foundation
import ScenarioEngine

@testable import Simulation

/// Runs that never took place, for the grader.
enum Runs {
    static let start = Date(timeIntervalSince1970: 1_900_000_000)

    static func run(
        _ events: [EventEnvelope] = [],
        requests: [(second: Double, path: String, status: Int, retryAfter: Int?)] = [],
        _ client: ClientOutcome = .elsewhere()
    ) -> RunRecord {
        let records = requests.enumerated().map { index, request in
            var fields: [String: JSONValue] = ["path": .string(request.path), "status": .integer(request.status)]
            if let seconds = request.retryAfter { fields["retry_after"] = .integer(seconds) }
            return RecordLog.Record(
                number: index + 1,
                instant: start.addingTimeInterval(request.second),
                kind: "request",
                trace: nil,
                fields: .object(fields)
            )
        }
        return RunRecord(practitioner: "doctor", events: events, records: records, client: client)
    }

    static func event(
        _ seq: Int,
        _ type: String,
        _ payload: JSONValue = [:],
        after seconds: Double = 0,
        trace: TraceID = TraceID()
    ) -> EventEnvelope {
        EventEnvelope(
            seq: seq,
            instant: start.addingTimeInterval(seconds),
            type: type,
            version: 1,
            cause: .request("POST /"),
            trace: trace,
            payload: payload
        )
    }

    static func program(_ code: Int, _ output: String = "") -> ClientOutcome {
        .program(ProgramOutcome(end: .exited(code), output: output))
    }
}
