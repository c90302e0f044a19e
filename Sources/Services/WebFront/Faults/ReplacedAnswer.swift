import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import Simulation

/// Answers that take the place of a service's.
struct ReplacedAnswer {
    /// Real time, for `Retry-After` as a date.
    let now: Date

    /// - Returns: nil for an effect that replaces nothing.
    func response(_ effect: Fault.Effect) -> Response? {
        let arguments = effect.arguments
        switch effect.name {
        case "error": return error(arguments)
        case "answer":
            let type = arguments["content_type"]?.string ?? "application/json;charset=UTF-8"
            return Self.response(arguments["status"]?.integer ?? 200, type, arguments["body"]?.string ?? "")
        case "html": return Self.gatewayPage(arguments["status"]?.integer ?? 502)
        case "redirect":
            var response = Response(status: Self.status(arguments["status"]?.integer ?? 307))
            response.headers[.location] = arguments["location"]?.string
            return response
        default: return nil
        }
    }

    private func error(_ arguments: JSONValue) -> Response {
        let status = Self.status(arguments["status"]?.integer ?? 500)
        let common = Self.common(status.code)
        let members: [String: JSONValue] = [
            "error": .string(arguments["error"]?.string ?? common.code),
            "error_description": .string(arguments["error_description"]?.string ?? common.sentence),
        ]
        var extra = arguments["members"]?.object ?? [:]
        let rest = arguments["until"]?.string.flatMap { Duration(text: $0) }.map { Int($0.seconds.rounded(.up)) }
        if let rest { extra["maintenance_end"] = .string(date(after: rest).rfc3339) }
        var response = Response(status: status, json: .object(members.merging(extra) { _, last in last }))
        if let asked = arguments["retry_after"]?.integer ?? rest, let name = HTTPField.Name.retryAfter {
            let isDate = arguments["retry_after_form"]?.string == "date"
            response.headers[name] = isDate ? HTTPDate.format(date(after: asked)) : String(asked)
        }
        return response
    }

    /// csc-api.md, section 7: 429 and 50x belong to the whole service.
    private static func common(_ status: Int) -> (code: String, sentence: String) {
        switch status {
        case 429, 503:
            (
                "temporarily_unavailable",
                "The authorization server is currently unable to handle the request due to a temporary overloading or "
                    + "maintenance of the server."
            )
        default:
            (
                "server_error",
                "The authorization server encountered an unexpected condition that prevented it from fulfilling the "
                    + "request."
            )
        }
    }

    /// Rounded up: nobody is asked to come too early.
    private func date(after seconds: Int) -> Date {
        Date(timeIntervalSince1970: (now.timeIntervalSince1970 + Double(seconds)).rounded(.up))
    }

    /// As nginx writes it when what is behind it does not answer.
    private static func gatewayPage(_ code: Int) -> Response {
        let status = status(code)
        let title = "\(status.code) \(status.reasonPhrase)"
        let page = """
            <html>\r
            <head><title>\(title)</title></head>\r
            <body>\r
            <center><h1>\(title)</h1></center>\r
            <hr><center>nginx/1.22.1</center>\r
            </body>\r
            </html>\r

            """
        return response(code, "text/html", page)
    }

    /// With its usual phrase; 500 for what can be no status of an answer.
    private static func status(_ code: Int) -> HTTPResponse.Status {
        guard (200...599).contains(code) else { return .internalServerError }
        return HTTPResponse.Status(code: code, reasonPhrase: HTTPResponseStatus(statusCode: code).reasonPhrase)
    }

    private static func response(_ status: Int, _ type: String, _ body: String) -> Response {
        Response(
            status: self.status(status),
            headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: body))
        )
    }
}

extension HTTPField.Name {
    static let retryAfter = HTTPField.Name("Retry-After")
}
