import HTTPTypes
import Hummingbird
import Simulation
import WebFront

extension Response {
    /// An OAuth error, answered directly (RFC 6749 section 5.2).
    init(_ error: OAuthError) {
        self.init(
            status: error.status,
            json: ["error": .string(error.code), "error_description": .string(error.description)]
        )
        if let challenge = error.challenge { headers[.wwwAuthenticate] = challenge }
    }

    /// A form body that was not taken: the status of its kind, `invalid_request` in the body.
    init(_ error: FormBodyError) {
        self.init(OAuthError(error))
        // The rest of an over-long body is not read; the connection cannot be used again.
        if case .tooLong = error { headers[.connection] = "close" }
    }

    /// - Parameter status: `.found` after a GET, `.seeOther` after a post, so that the browser comes with a GET.
    init(redirectingTo url: String, status: HTTPResponse.Status = .found) {
        self.init(status: status, headers: [.location: url, .cacheControl: "no-store"])
    }
}
