import Simulation
import VendorDouble

/// What a request of a scenario must be answered with: a good answer, if it says nothing.
struct WantedAnswer {
    let status: Int
    let error: String?
    let errorDescription: String?
    /// Somewhere in the body.
    let text: String?
    /// Nowhere in the body.
    let absentText: String?
    /// Fields of the head by name, whose values must be these.
    let fields: [String: JSONValue]
    /// Members of the body; `*` stands for anything but null.
    let members: JSONValue

    init(_ value: JSONValue?) {
        fields = value?["fields"]?.object ?? [:]
        members = value?["members"] ?? [:]
        status = value?["status"]?.integer ?? 200
        error = value?["error"]?.string
        errorDescription = value?["error_description"]?.string
        text = value?["contains"]?.string
        absentText = value?["lacks"]?.string
    }

    /// nil where the refusal is the wanted one.
    func surprise(_ method: String, _ refusal: Refusal) -> UnexpectedAnswer? {
        guard refusal.status == status, error == nil || error == refusal.error,
            errorDescription == nil || errorDescription == refusal.sentence
        else { return UnexpectedAnswer(method, refusal, "another answer was wanted") }
        return nil
    }

    /// nil where the answer is the wanted one.
    func surprise(_ method: String, _ answer: ClientAnswer) -> UnexpectedAnswer? {
        if let surprise = surprise(method, Refusal(answer)) { return surprise }
        let whole = String(decoding: answer.body, as: UTF8.self)
        guard text.map(whole.contains) ?? true, !(absentText.map(whole.contains) ?? false) else {
            return UnexpectedAnswer(method, answer, "another text was wanted")
        }
        let isMissing = fields.contains { answer[$0.key] != $0.value.string }
        if isMissing { return UnexpectedAnswer(method, answer, "other fields of the head were wanted") }
        guard members != [:] else { return nil }
        let body = (try? JSONValue.parse(answer.body)) ?? .null
        return body.covers(members) ? nil : UnexpectedAnswer(method, answer, "other members were wanted: \(body)")
    }
}

extension JSONValue {
    /// Whether everything is there that is wanted; of objects only the members that are named.
    fileprivate func covers(_ wanted: JSONValue) -> Bool {
        if wanted == "*" { return self != .null }
        guard let members = wanted.object else { return self == wanted }
        return members.allSatisfy { (self[$0.key] ?? .null).covers($0.value) }
    }
}

/// An answer that is not the one that the scenario wants.
struct UnexpectedAnswer: Error {
    let report: ClientFailureReport

    init(_ method: String, _ answer: ClientAnswer, _ reason: String) {
        self.init(method, Refusal(answer), reason)
    }

    init(_ method: String, _ refusal: Refusal, _ reason: String) {
        var report = ClientFailureReport(kind: .unexpectedAnswer, text: "\(method): \(reason): \(refusal)")
        report.status = refusal.status
        report.error = refusal.error
        report.errorDescription = refusal.sentence
        self.report = report
    }
}
