import Foundation
import HTTPTypes
import Hummingbird
import Simulation

extension AdminOperation {
    static func clock(of simulation: Simulation) -> [AdminOperation] {
        let reading: JSONValue = [
            "type": "object", "required": ["now", "mode", "offset"],
            "properties": [
                "now": ["type": "string", "format": "date-time"],
                "mode": ["enum": ["running", "frozen"]],
                "offset": ["type": "string"],
                "events": ["type": "integer"],
            ],
        ]
        let change: JSONValue = [
            "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
            "properties": [
                "set": ["type": "string", "format": "date-time"],
                "advance": ["type": "string", "description": "15d, 2h30m, P14D"],
                "mode": ["enum": ["running", "frozen", "real"]],
            ],
        ]
        return [
            AdminOperation(.get, "clock", "The simulation clock.", answer: reading) { _, _ in
                Response(json: ClockReading.json(of: simulation))
            },
            AdminOperation(
                .put,
                "clock",
                "Moves, stops or starts the clock; answers when everything due on the way has happened.",
                body: change,
                answer: reading
            ) { request, context in
                let before = simulation.journal.lastSeq
                let body = try await JSONBody.object(of: request)
                try await ClockReading.change(simulation, to: body, trace: context.traceID)
                ClockReading.record(body, simulation, trace: context.traceID)
                // The clock's own event is not one of those that happened on the way.
                return Response(
                    json: ClockReading.json(of: simulation, events: max(0, simulation.journal.lastSeq - before - 1))
                )
            },
        ]
    }
}

/// The clock as the admin API shows and takes it.
private enum ClockReading {
    static func json(of simulation: Simulation, events: Int? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["now": .string(simulation.clock.now.rfc3339)]
        switch simulation.clock.setting {
        case .running(let offset):
            members["mode"] = "running"
            members["offset"] = .string(offset.text)
        case .frozen(let instant):
            members["mode"] = "frozen"
            members["offset"] = .string(instant.duration(since: simulation.clock.realNow).text)
        }
        if let events { members["events"] = .integer(events) }
        return .object(members)
    }

    /// As the command that does the same.
    static func record(_ body: [String: JSONValue], _ simulation: Simulation, trace: TraceID) {
        let (name, arguments): (String, JSONValue) =
            switch (body["set"], body["advance"], body["mode"]) {
            case (let instant?, _, _): ("clock.set", ["to": instant])
            case (_, let duration?, _): ("clock.advance", ["by": duration])
            case (_, _, "frozen"): ("clock.freeze", [:])
            case (_, _, "running"): ("clock.resume", [:])
            default: ("clock.real", [:])
            }
        simulation.records.append(
            "command",
            trace: trace,
            ["name": .string(name), "arguments": arguments, "after": .integer(simulation.journal.lastSeq)]
        )
    }

    static func change(_ simulation: Simulation, to body: [String: JSONValue], trace: TraceID) async throws {
        guard body.count == 1, let (name, value) = body.first, let text = value.string else { throw usage }
        do {
            try await change(simulation, name, text, trace)
        } catch let error as SimulationError {
            throw invalid(error.message)
        }
    }

    private static func change(
        _ simulation: Simulation,
        _ name: String,
        _ text: String,
        _ trace: TraceID
    ) async throws {
        switch (name, text) {
        case ("set", _):
            guard let instant = Date(rfc3339: text) else {
                throw invalid("'\(text)' is no instant: write 2027-04-01T09:00:00+09:00")
            }
            try await simulation.clock.set(to: instant, trace: trace)
        case ("advance", _):
            guard let duration = Duration(text: text) else {
                throw invalid("'\(text)' is no duration: write 15d, 2h30m or P14D")
            }
            try await simulation.clock.advance(by: duration, trace: trace)
        case ("mode", "frozen"): try await simulation.clock.freeze(trace: trace)
        case ("mode", "running"): try await simulation.clock.resume(trace: trace)
        case ("mode", "real"): try await simulation.clock.followRealTime(trace: trace)
        default: throw usage
        }
    }

    private static func invalid(_ text: String) -> FrontError { FrontError(.badRequest, "invalid_request", text) }

    private static let usage = invalid(
        #"Send one of {"set": instant}, {"advance": duration}, {"mode": "running" | "frozen" | "real"}"#
    )
}
