import Foundation
import HPKISimulator
import Simulation
import Testing
import VendorDouble

/// The journal of a running simulator, read for what must never be: a signature without a live authorization for exactly
/// that hash, or two for one use of a SAD. It knows nothing of the rules but the events' names.
struct SignatureJournal {
    private struct Live {
        let hashes: [String]
        let count: Int
        let until: Date
        var isSpent = false
    }

    /// In base64, in the order of their making.
    private(set) var signed: [String] = []
    private var live: [String: Live] = [:]
    /// Spent and not signed yet, by the digest of the SAD.
    private var reserved: [String: (hashes: [String], count: Int)] = [:]

    init(of serving: Serving) async throws {
        let portal = try await serving.portal()
        let answer = try await portal.send(
            .get("/_sim/journal?type=authorization.*,signature.created&limit=1000000").bearer(serving.ready.adminToken)
        )
        try await portal.close()
        for event in try #require(try answer.json["events"]?.array) { try read(event) }
    }

    private mutating func read(_ event: JSONValue) throws {
        let payload = event["payload"] ?? .null
        switch event["type"]?.string {
        case "authorization.created": try authorize(payload["sad"], payload["authorization"])
        case "authorization.extended":
            let former = try #require(payload["former"]?.string)
            #expect(live.removeValue(forKey: former) != nil, "an authorization that is over was extended")
            try authorize(payload["sad"], payload["authorization"])
        case "authorization.spent":
            try spend(payload, at: try #require(event["instant"]?.string.flatMap { Date(rfc3339: $0) }))
        case "authorization.expired": live[payload["sad"]?.string ?? ""] = nil
        case "signature.created": try sign(payload)
        default: break
        }
    }

    private mutating func authorize(_ sad: JSONValue?, _ authorization: JSONValue?) throws {
        let sad = try #require(sad?.string)
        #expect(live[sad] == nil)
        live[sad] = Live(
            hashes: (authorization?["hashes"]?.array ?? []).compactMap(\.string),
            count: try #require(authorization?["numSignatures"]?.integer),
            until: try #require(authorization?["expiresAt"]?.string.flatMap { Date(rfc3339: $0) })
        )
    }

    private mutating func spend(_ payload: JSONValue, at instant: Date) throws {
        let sad = try #require(payload["sad"]?.string)
        let count = try #require(payload["signatures"]?.integer)
        let authorization = try #require(live[sad], "a SAD was spent that was never given, or is over")
        #expect(!authorization.isSpent, "a SAD was spent twice")
        #expect(instant < authorization.until && count <= authorization.count)
        #expect(reserved.updateValue((authorization.hashes, count), forKey: sad) == nil)
        live[sad]?.isSpent = true
    }

    private mutating func sign(_ payload: JSONValue) throws {
        let sad = try #require(payload["sad"]?.string)
        let hashes = (payload["hashes"]?.array ?? []).compactMap(\.string)
        let found = reserved.removeValue(forKey: sad)
        let allowed = try #require(found, "a signature without an authorization")
        #expect(hashes.count == allowed.count)
        var left = allowed.hashes
        for hash in hashes {
            let place = try #require(left.firstIndex(of: hash), "a hash was signed that was not authorized")
            left.remove(at: place)
        }
        signed += hashes
    }
}
