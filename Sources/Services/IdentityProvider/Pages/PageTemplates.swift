import HTTPTypes
import Hummingbird
import Mustache

/// The pages of the login: Japanese with English beside.
struct PageTemplates: Sendable {
    private let library: MustacheLibrary

    init() throws {
        library = MustacheLibrary(
            templates: [
                "layout": try MustacheTemplate(string: LayoutTemplate.text),
                "login": try MustacheTemplate(string: LoginTemplate.text),
                "waiting": try MustacheTemplate(string: WaitingTemplate.text),
                "error": try MustacheTemplate(string: ErrorTemplate.text),
            ]
        )
    }

    func login(_ page: LoginPage) -> Response {
        response("login", page.values)
    }

    /// - Parameter url: where the answer can be had; the page asks there by itself.
    func waiting(url: String) -> Response {
        var response = response("waiting", ["title": "応答待ち / Waiting", "refresh": url])
        response.headers[.retryAfter] = "1"
        return response
    }

    func error(_ error: OAuthError) -> Response {
        response(
            "error",
            ["title": "エラー / Error", "code": error.code, "description": error.description],
            status: error.status
        )
    }

    private func response(_ name: String, _ values: [String: Any], status: HTTPResponse.Status = .ok) -> Response {
        let text = library.render(values, withTemplate: name) ?? ""
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .cacheControl: "no-store",
                // No form-action: browsers would hold it against the redirect to the application that follows a post.
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                    + "frame-ancestors 'none'",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }
}
