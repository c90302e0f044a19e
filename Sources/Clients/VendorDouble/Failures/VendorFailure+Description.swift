import OpenSSL

extension VendorFailure: CustomStringConvertible {
    package var description: String { "\(call): \(cause)" }
}

extension VendorFailure.Cause: CustomStringConvertible {
    package var description: String {
        switch self {
        case .pkcs12(.wrongPassword): "wrong password of the .p12 file"
        case .pkcs12(.unsupportedEncryption(let name)): "the .p12 file is encrypted with \(name): ask for a new file"
        case .pkcs12(.notPKCS12): "no .p12 file, or a damaged one: download it again"
        case .keyDoesNotMatch: "the .p12 file's certificate does not belong to its private key"
        case .settings(let text), .unreachable(let text), .malformedHTTP(let text), .other(let text): text
        case .tls(let fault): fault.description
        case .proxy(status: 407): "the proxy of this network asks for a password: its administrator knows it"
        case .proxy(let status): "the proxy of this network opens no way (\(status.map(String.init) ?? "no HTTP"))"
        case .reset: "the connection was reset"
        case .truncated: "the connection ended inside the answer"
        case .closedWithoutAnswer: "the connection was closed without an answer"
        case .deadlineExceeded: "no answer in time"
        case .answerTooLong(let limit): "the answer is longer than \(limit) bytes"
        case .refused(let refusal): refusal.description
        case .unreadable(let answer): answer.description
        case .login(let fault): fault.description
        case .stillPending: "still pending after all the time that is waited"
        case .credential(let fault): fault.description
        case .signatures(let fault): fault.description
        }
    }
}
