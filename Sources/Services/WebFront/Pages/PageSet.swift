package import HTTPTypes
package import Hummingbird
import Mustache

/// The pages of one service, in the frame that all pages of the portal share: Japanese with English beside.
package struct PageSet: Sendable {
    private let library: MustacheLibrary

    /// - Parameter templates: Mustache by name; a page begins with `{{<layout}}{{$content}}`.
    package init(_ templates: [String: String]) throws {
        var parsed = ["layout": try MustacheTemplate(string: PageLayout.text)]
        for (name, text) in templates { parsed[name] = try MustacheTemplate(string: text) }
        library = MustacheLibrary(templates: parsed)
    }

    /// - Parameter values: texts are escaped where they are put in.
    package func response(_ name: String, _ values: [String: Any], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .cacheControl: "no-store",
                // No form-action: browsers would hold it against the redirect to the application that follows a post.
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                    + "frame-ancestors 'none'",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: library.render(values, withTemplate: name) ?? ""))
        )
    }
}
