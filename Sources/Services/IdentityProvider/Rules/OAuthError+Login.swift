import HTTPTypes
import WebFront

/// What is said at the login itself; simulator decisions all of them.
extension OAuthError {
    static let unknownLogin = OAuthError(
        "invalid_request",
        "This login is unknown, over or timed out: start again at the application"
    )
    static let foreignOrigin = OAuthError(
        "access_denied",
        "Origin is not this server: a login is submitted from its own page, or by a program that sends no Origin",
        status: .forbidden
    )
    static let foreignForm = OAuthError(
        "access_denied",
        "The form is not from this browser's own login page: open the login again, with cookies allowed",
        status: .forbidden
    )

    init(_ failure: LoginFailure) {
        switch failure {
        case .unknownLogin, .unknownSession: self = .unknownLogin
        case .wrongPhase: self = .invalidRequest("This login does not wait for that")
        case .methodNotOffered: self = .invalidRequest("The client id stands for another method")
        case .unknownRequestURI: self = .invalidParameter("request_uri")
        case .tooManyClients: self = .invalidRequest(failure.description)
        case .unknownToken: self = .invalidRequest("Invalid string parameter token")
        case .tokenOfAnotherClient:
            self = OAuthError("unauthorized_client", "The token was issued to another client")
        }
    }

    init(_ error: FormBodyError) {
        let description =
            switch error {
            case .wrongContentType: "Content-Type must be application/x-www-form-urlencoded in UTF-8"
            case .tooLong(let limit): "The body is longer than \(limit) bytes"
            case .tooManyFields(let limit): "More than \(limit) parameters"
            case .duplicated, .malformed: OAuthError.invalidRequest.description
            }
        self.init("invalid_request", description, status: error.status)
    }
}
