import Foundation
import Hummingbird
import Simulation

/// Where the desk is found on the portal.
package enum DeskPaths {
    package static let desk = "/desk"
    package static let applications = "/desk/applications"
    package static let downloads = "/desk/downloads"
    package static let mailbox = "/desk/mailbox"
    package static let letterbox = "/desk/letterbox"
    package static let invoices = "/desk/invoices"
    static let form = "/desk/apply"
    static let facilities = "/desk/facilities"

    /// The path of one thing of a collection, whatever its id is made of.
    static func path(_ collection: String, _ id: String) -> String { "\(collection)/\(encoded(id))" }

    /// As a path's component or a query's value.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// RFC 3986, section 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    /// Who did it, for the journal. The link of a download is a secret, and stays out.
    static func cause(_ request: Request) -> Cause {
        let path = request.uri.path
        return .request("\(request.method.rawValue) " + (path.hasPrefix(downloads) ? downloads : path))
    }
}
