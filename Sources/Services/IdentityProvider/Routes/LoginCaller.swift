import HTTPTypes
import Hummingbird
import Simulation
import WebFront

/// Who is at a login, and so in which form the answers go.
enum LoginCaller: Sendable {
    case browser(PageTemplates)
    case program

    var isBrowser: Bool {
        if case .browser = self { true } else { false }
    }

    func show(_ error: OAuthError) -> Response {
        switch self {
        case .browser(let pages): pages.error(error)
        case .program: Response(error)
        }
    }

    func redirect(to url: String, status: HTTPResponse.Status, cookie: Cookie? = nil) -> Response {
        switch self {
        case .program: return Response(json: ["redirect": .string(url)])
        case .browser:
            var response = Response(redirectingTo: url, status: status)
            if let cookie { response.setCookie(cookie) }
            return response
        }
    }

    /// The login waits for a phone or card; ask again in a second.
    func wait(at path: String, portal: String) -> Response {
        switch self {
        case .program: Response(json: ["pending": .string(portal + path)], headers: [.retryAfter: "1"])
        case .browser(let pages): pages.waiting(url: path)
        }
    }
}
