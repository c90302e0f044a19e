import Foundation

extension EventEnvelope {
    /// Reads ``json`` back; nil for anything else.
    package init?(json: JSONValue) {
        guard let seq = json["seq"]?.integer, let instant = json["instant"]?.string.flatMap({ Date(rfc3339: $0) }),
            let type = json["type"]?.string, let version = json["version"]?.integer,
            let cause = json["cause"]?.string.flatMap({ Cause($0) }),
            let trace = json["trace"]?.string.flatMap({ TraceID($0) }),
            let payload = json["payload"], payload.object != nil
        else { return nil }
        self.init(
            seq: seq,
            instant: instant,
            type: type,
            version: version,
            cause: cause,
            trace: trace,
            payload: payload
        )
    }
}
