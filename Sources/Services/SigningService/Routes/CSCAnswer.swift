import HTTPTypes
import Hummingbird
import Simulation
import WebFront

/// What a method answers: 200 with an object, 202 while something is under way, or 204 with nothing.
struct CSCAnswer {
    var status = HTTPResponse.Status.ok
    var json: [String: JSONValue]?
    var headers: HTTPFields = [:]

    static let nothing = CSCAnswer(status: .noContent)

    static func ok(_ json: [String: JSONValue]) -> CSCAnswer { CSCAnswer(json: json) }

    /// 202, with the time after which to ask again.
    static func underWay(_ json: [String: JSONValue]) -> CSCAnswer {
        CSCAnswer(status: .accepted, json: json, headers: .retryAfter)
    }

    var response: Response {
        guard let json else { return Response(status: status) }
        return Response(status: status, json: .object(json), headers: headers)
    }
}

extension HTTPFields {
    static var retryAfter: HTTPFields {
        guard let name = HTTPField.Name("Retry-After") else { return [:] }
        return [name: String(PendingAuthorization.pollingInterval)]
    }
}
