import HTTPTypes
import Simulation

/// The OpenAPI 3.1 document of the admin API, made from its operations.
struct OpenAPIDocument {
    let server: String
    let version: String
    let operations: [AdminOperation]

    var json: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for operation in operations {
            paths["/" + operation.path, default: [:]][operation.method.rawValue.lowercased()] = describe(operation)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "hpki-sim admin API", "version": .string(version),
                "description": "Steers one running simulator. For testing only.",
            ],
            "servers": [["url": .string(server)]],
            "security": [["token": []]],
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": [
                    "Error": [
                        "type": "object", "required": ["error", "error_description"],
                        "properties": ["error": ["type": "string"], "error_description": ["type": "string"]],
                    ]
                ],
            ],
            "paths": .object(paths.mapValues(JSONValue.object)),
        ]
    }

    private func describe(_ operation: AdminOperation) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(operationID(operation)),
            "summary": .string(operation.summary),
            "responses": [
                "200": .object(answer(operation)),
                "default": [
                    "description": "What is wrong, and the way out.",
                    "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
                ],
            ],
        ]
        let parameters = operation.pathParameters.map(pathParameter) + operation.query.map(queryParameter)
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let body = operation.body {
            members["requestBody"] = ["required": true, "content": ["application/json": ["schema": body]]]
        }
        return .object(members)
    }

    private func answer(_ operation: AdminOperation) -> [String: JSONValue] {
        guard let schema = operation.answer else {
            return ["description": "Done.", "content": ["text/event-stream": ["schema": ["type": "string"]]]]
        }
        var content: [String: JSONValue] = ["application/json": ["schema": schema]]
        for form in operation.otherForms { content[form] = ["schema": ["type": "string"]] }
        return ["description": "Done.", "content": .object(content)]
    }

    private func pathParameter(_ name: String) -> JSONValue {
        ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
    }

    private func queryParameter(_ query: AdminOperation.Query) -> JSONValue {
        [
            "name": .string(query.name), "in": "query", "description": .string(query.description),
            "schema": ["type": .string(query.type)],
        ]
    }

    /// `getJournalStream` for `GET journal/stream`.
    private func operationID(_ operation: AdminOperation) -> String {
        let words = operation.path.split { "/{}.-".contains($0) }
        return operation.method.rawValue.lowercased()
            + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

extension AdminOperation {
    /// The names between braces in the path.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map {
            String($0.dropFirst().dropLast())
        }
    }
}
