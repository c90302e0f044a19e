package import HTTPTypes
package import Hummingbird
import Simulation
package import WebFront

extension CSCError: HTTPResponseError {
    package var status: HTTPResponse.Status { HTTPResponse.Status(code: statusCode) }

    package func response(from request: Request, context: some RequestContext) -> Response {
        // RFC 6750, section 3.1: an expired or revoked token is `invalid_token` in the challenge.
        let headers: HTTPFields =
            switch statusCode {
            case 401: [.wwwAuthenticate: #"Bearer error="invalid_token""#]
            case 202: .retryAfter
            default: [:]
            }
        var error = FrontError(status, code, description, headers: headers)
        if let certificateStatus { error.members["cert"] = ["status": .string(certificateStatus)] }
        return error.response(from: request, context: context)
    }
}

extension CSCError {
    /// The row of the table for a token that is not accepted.
    package init(_ failure: BearerFailure) {
        self =
            switch failure {
            case .unknown, .boundToAnotherCertificate: .invalidToken
            case .expired, .sessionEnded, .revoked: .expiredToken
            }
    }
}
