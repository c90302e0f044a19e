/// The methods of the CSC API v2 that the application calls.
enum CSCMethod: String, Sendable {
    case info
    case list = "credentials/list"
    case credential = "credentials/info"
    case authorize = "credentials/authorize"
    case authorizeCheck = "credentials/authorizeCheck"
    case getChallenge = "credentials/getChallenge"
    case extendTransaction = "credentials/extendTransaction"
    case signHash = "signatures/signHash"
    case signDoc = "signatures/signDoc"
    case signPolling = "signatures/signPolling"

    /// Below the signing service's base URL.
    var path: String { "/csc/v2/\(rawValue)" }

    /// For messages.
    var call: String { "POST \(path)" }

    /// Whether asking twice does no more than asking once. A SAD is spent by the first signHash, whether its answer
    /// arrives or not.
    var isRepeatable: Bool {
        switch self {
        case .info, .list, .credential, .authorizeCheck, .signPolling: true
        case .authorize, .getChallenge, .extendTransaction, .signHash, .signDoc: false
        }
    }
}
