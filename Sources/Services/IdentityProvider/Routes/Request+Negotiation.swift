import Hummingbird

extension Request {
    /// Whether the answer is for a program: `Accept` names JSON and no HTML.
    var wantsJSON: Bool {
        let accepted = headers[values: .accept].joined(separator: ",").lowercased()
        return accepted.contains("application/json") && !accepted.contains("text/html")
    }
}
