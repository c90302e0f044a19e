import OpenSSL
import Simulation

/// The paging of `credentials/list` in v1: the token is the place of the next entry.
struct Version1Page {
    /// [D] The most entries of one page; a wish for more, or for none, gets as many.
    static let limit = 100

    private let start: Int
    private let size: Int

    init(_ object: [String: JSONValue]) throws(CSCError) {
        let wish = object["maxResults"]?.integer ?? Self.limit
        size = (1...Self.limit).contains(wish) ? wish : Self.limit
        switch object["pageToken"] {
        case nil, .null: start = 0
        case .string(let token):
            guard let bytes = Base64URL.decode(token), let place = Int(String(decoding: bytes, as: UTF8.self)),
                place > 0
            else { throw .invalidPageToken }
            start = place
        default: throw .invalidPageToken
        }
    }

    func answer(_ ids: [JSONValue]) throws(CSCError) -> [String: JSONValue] {
        guard start == 0 || start < ids.count else { throw .invalidPageToken }
        var members: [String: JSONValue] = ["credentialIDs": .array(Array(ids.dropFirst(start).prefix(size)))]
        if start + size < ids.count {
            members["nextPageToken"] = .string(Base64URL.encode(Array(String(start + size).utf8)))
        }
        return members
    }
}
