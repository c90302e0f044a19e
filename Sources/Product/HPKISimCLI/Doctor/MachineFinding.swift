/// What `doctor` found out about one thing this machine needs.
struct MachineFinding: Codable, Equatable, Sendable {
    enum Verdict: String, Codable, Sendable {
        case good
        /// Works, but something is worth knowing.
        case notice
        /// `serve`, the build or the tests will not work.
        case problem
    }

    let subject: String
    let verdict: Verdict
    let detail: String
    /// The way out; nil where nothing is wrong.
    let remedy: String?

    static func good(_ subject: String, _ detail: String) -> MachineFinding {
        MachineFinding(subject: subject, verdict: .good, detail: detail, remedy: nil)
    }

    static func notice(_ subject: String, _ detail: String, remedy: String) -> MachineFinding {
        MachineFinding(subject: subject, verdict: .notice, detail: detail, remedy: remedy)
    }

    static func problem(_ subject: String, _ detail: String, remedy: String) -> MachineFinding {
        MachineFinding(subject: subject, verdict: .problem, detail: detail, remedy: remedy)
    }
}
