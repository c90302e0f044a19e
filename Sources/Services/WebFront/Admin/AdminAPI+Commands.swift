import HTTPTypes
import Hummingbird
package import Simulation

extension AdminOperation {
    /// `commands` and, as commands of their own, `faults`.
    package static func commands(of catalogue: CommandCatalogue) -> [AdminOperation] {
        let variants = catalogue.commands.map { command -> JSONValue in
            [
                "type": "object", "required": ["command"], "additionalProperties": false,
                "properties": ["command": ["const": .string(command.name)], "arguments": command.schema],
            ]
        }
        return [
            AdminOperation(.get, "commands", "Every command there is, with the schema of its arguments.") { _, _ in
                let schemas = catalogue.commands.map { ($0.name, $0.schema) }
                return Response(json: ["commands": .object(Dictionary(schemas) { _, last in last })])
            },
            AdminOperation(.post, "commands", "Runs a command.", body: ["oneOf": .array(variants)]) {
                request,
                context in
                let body = try await JSONBody.object(of: request)
                guard let name = body["command"]?.string, body.keys.allSatisfy({ $0 == "command" || $0 == "arguments" })
                else {
                    throw FrontError(
                        .badRequest,
                        "invalid_request",
                        #"Send {"command": name, "arguments": {…}}; GET commands lists them"#
                    )
                }
                let arguments = body["arguments"] ?? [:]
                guard let object = arguments.object else {
                    throw FrontError(
                        .badRequest,
                        "invalid_request",
                        "arguments is \(arguments.kindName), not an object"
                    )
                }
                return Response(json: try await run(name, object, catalogue, context))
            },
            AdminOperation(
                .post,
                "faults",
                "Adds a rule to the fault plan (the command fault.add).",
                body: catalogue["fault.add"]?.schema
            ) { request, context in
                Response(json: try await run("fault.add", try await JSONBody.object(of: request), catalogue, context))
            },
            AdminOperation(.delete, "faults", "Takes every rule out of the fault plan (the command fault.clear).") {
                _,
                context in
                Response(json: try await run("fault.clear", [:], catalogue, context))
            },
        ]
    }

    private static func run(
        _ name: String,
        _ arguments: [String: JSONValue],
        _ catalogue: CommandCatalogue,
        _ context: FrontRequestContext
    ) async throws -> JSONValue {
        do {
            return try await catalogue.run(name, arguments, trace: context.traceID)
        } catch let error as CommandError {
            throw FrontError(.badRequest, "invalid_request", "\(name): \(error)")
        } catch let error as SimulationError where error.code != .invalidClock {
            throw error
        } catch {
            // What a domain refuses: its own error says why.
            var refusal = FrontError(.conflict, "refused", "\(name): \(error)")
            if let failure = error as? any MendableFailure {
                refusal.members = [
                    "responsible": .string(failure.responsibleParty), "advice": .string(failure.advice),
                ]
            }
            throw refusal
        }
    }
}
