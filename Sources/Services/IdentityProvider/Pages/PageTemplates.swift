import HTTPTypes
import Hummingbird
import WebFront

/// The pages of the login.
struct PageTemplates: Sendable {
    private let pages: PageSet

    init() throws {
        pages = try PageSet([
            "login": LoginTemplate.text, "waiting": WaitingTemplate.text, "error": ErrorTemplate.text,
        ])
    }

    func login(_ page: LoginPage) -> Response {
        pages.response("login", page.values)
    }

    /// - Parameter url: where the answer can be had; the page asks there by itself.
    func waiting(url: String) -> Response {
        var response = pages.response("waiting", ["title": "応答待ち / Waiting", "refresh": url])
        response.headers[.retryAfter] = "1"
        return response
    }

    func error(_ error: OAuthError) -> Response {
        pages.response(
            "error",
            ["title": "エラー / Error", "code": error.code, "description": error.description],
            status: error.status
        )
    }
}
