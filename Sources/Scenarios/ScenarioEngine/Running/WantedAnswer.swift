import Simulation
import VendorDouble

/// What a request of a scenario must be answered with: a good answer, if it says nothing.
struct WantedAnswer {
    let status: Int
    let error: String?
    let errorDescription: String?

    init(_ value: JSONValue?) {
        status = value?["status"]?.integer ?? 200
        error = value?["error"]?.string
        errorDescription = value?["error_description"]?.string
    }

    /// nil where the answer is the wanted one.
    func surprise(_ method: String, _ answer: ClientAnswer) -> UnexpectedAnswer? {
        let refusal = Refusal(answer)
        guard answer.status == status, error == nil || error == refusal.error,
            errorDescription == nil || errorDescription == refusal.sentence
        else { return UnexpectedAnswer(method, answer, "another answer was wanted") }
        return nil
    }
}

/// An answer that is not the one that the scenario wants.
struct UnexpectedAnswer: Error {
    let report: ClientFailureReport

    init(_ report: ClientFailureReport) {
        self.report = report
    }

    init(_ method: String, _ answer: ClientAnswer, _ reason: String) {
        let refusal = Refusal(answer)
        var report = ClientFailureReport(kind: .unexpectedAnswer, text: "\(method): \(reason): \(refusal)")
        report.status = answer.status
        report.error = refusal.error
        report.errorDescription = refusal.sentence
        self.report = report
    }
}
