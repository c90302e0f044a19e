import HTTPTypes
import Hummingbird
import NIOCore
import ScenarioEngine
import Simulation
import WebFront

/// The form in which a grade is asked for: by `format`, or else by the Accept field.
enum GradeForm: String, CaseIterable {
    case json
    case junit
    case html
    case text

    init(_ request: Request) throws {
        guard let name = request.uri.queryParameters["format"] else {
            let accept = request.headers[.accept] ?? ""
            self = Self.allCases.first { form in form.acceptedTypes.contains { accept.contains($0) } } ?? .json
            return
        }
        guard let form = GradeForm(rawValue: String(name)) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw FrontError(.badRequest, "invalid_request", "format='\(name)' is none of \(known)")
        }
        self = form
    }

    private var acceptedTypes: [String] {
        switch self {
        case .json: ["application/json"]
        case .junit: ["application/xml", "text/xml"]
        case .html: ["text/html"]
        case .text: ["text/plain"]
        }
    }

    func response(_ summary: RunSummary) -> Response {
        let (type, text): (String, String) =
            switch self {
            case .json:
                ("application/json", JSONReport.report(summary, version: Simulator.version).text(isPretty: true))
            case .junit: ("application/xml", JUnitReport.xml(summary))
            case .html: ("text/html", HTMLReport.html(summary, version: Simulator.version))
            case .text: ("text/plain", TextReport.text(summary))
            }
        return Response(
            status: .ok,
            headers: [.contentType: "\(type); charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + (text.hasSuffix("\n") ? "" : "\n")))
        )
    }
}
