import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ScenarioEngine
import Simulation
import WebFront

extension ScenarioStage {
    /// The admin API for programs that the runner cannot start: on another machine, or with a screen.
    nonisolated var operations: [AdminOperation] {
        [
            AdminOperation(.get, "scenarios", "The shipped scenarios, each with its variants.") { _, _ in
                let scenarios = try ScenarioChoice.library().scenarios
                return Response(json: ["scenarios": .array(scenarios.map(Self.line))])
            },
            AdminOperation(
                .post,
                "scenarios/{id}/start",
                "Resets the world and begins a scenario, such as MTLS-05 (its first variant) or MTLS-05@http-400.",
                answer: [
                    "type": "object", "required": ["scenario", "title", "environment"],
                    "properties": [
                        "scenario": ["type": "string"], "title": ["type": "string"],
                        "environment": [
                            "type": "object", "additionalProperties": ["type": "string"],
                            "description": "Where everything is, as programs of 'hpki-sim run' get it.",
                        ],
                    ],
                ]
            ) { _, context in
                let id = context.parameters.get("id")?.removingPercentEncoding ?? ""
                return try await Self.telling {
                    let session = try await self.start(try await self.item(id), followsClock: false)
                    return Response(
                        json: [
                            "scenario": .string(session.item.name), "title": .string(session.item.scenario.title),
                            "environment": .object(session.environment.mapValues(JSONValue.string)),
                        ]
                    )
                }
            },
            AdminOperation(
                .get,
                "grade",
                "What came out of the scenario so far, in the form of 'hpki-sim run --json'; it goes on.",
                query: [
                    Query("format", "string", "json, junit, html or text; without it, Accept decides."),
                    Query("exit_code", "integer", "How the client ended, where it is known."),
                ],
                otherForms: ["application/xml", "text/html", "text/plain"]
            ) { request, _ in
                let code = try Self.exitCode(request)
                let form = try GradeForm(request)
                return try await Self.telling {
                    form.response(RunSummary([try await self.grade(exitCode: code)]))
                }
            },
            AdminOperation(
                .post,
                "reset",
                "Ends the scenario; back to the initial world: states, clock, faults. The journal goes on."
            ) { _, context in
                try await Self.telling {
                    try await self.reset(cause: .command("reset"), trace: context.traceID)
                    return Response(json: ["reset": true, "last": .integer(await self.lastSeq)])
                }
            },
        ]
    }

    private typealias Query = AdminOperation.Query

    private static func line(_ scenario: Scenario) -> JSONValue {
        [
            "id": .string(scenario.id), "title": .string(scenario.title),
            "english": scenario.english.map(JSONValue.string) ?? .null,
            "variants": .array(scenario.variants.map { .string("\(scenario.id)@\($0.name)") }),
        ]
    }

    private static func exitCode(_ request: Request) throws -> Int? {
        guard let text = request.uri.queryParameters["exit_code"] else { return nil }
        guard let code = Int(text) else {
            throw FrontError(.badRequest, "invalid_request", "exit_code='\(text)' is no whole number")
        }
        return code
    }

    /// Refusals in the words of the API: nothing of that name is 404, what cannot be done now 409.
    private static func telling(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error as Refusal {
            throw FrontError(.conflict, "refused", "\(error)")
        } catch let error as ScenarioError {
            throw FrontError(.notFound, "not_found", "\(error)")
        }
    }
}
