import Foundation
import Simulation

extension Control {
    /// - Parameters:
    ///   - secrets: texts that must not stand in the output.
    ///   - mustFail: whether the scenario gives the person something to be told: the program cannot succeed in it.
    package func judge(_ run: RunRecord, secrets: [String], mustFail: Bool) -> ControlResult {
        switch self {
        case .wrongPerson: wrongPerson(run)
        case .resentPIN: resentPIN(run)
        case .lastTry: lastTry(run)
        case .unverifiedSignature: unverifiedSignature(run)
        case .retryAfter: retryAfter(run)
        case .blindRetry: blindRetry(run)
        case .deadSession: deadSession(run)
        case .secretInOutput: secretInOutput(run, secrets)
        case .noHelp: noHelp(run, mustFail)
        }
    }

    private func result(_ isTested: Bool, broken evidence: [Evidence], _ found: String) -> ControlResult {
        let outcome: ControlResult.Outcome = !evidence.isEmpty ? .broken : isTested ? .kept : .notTested
        return ControlResult(
            control: self,
            outcome: outcome,
            found: outcome == .broken ? found : nil,
            evidence: evidence
        )
    }

    private func result(_ isTested: Bool, broken events: [EventEnvelope], _ found: String) -> ControlResult {
        result(isTested, broken: events.map { Evidence.journal($0.seq) }, found)
    }

    private var notTested: ControlResult { result(false, broken: [Evidence](), "") }

    private func wrongPerson(_ run: RunRecord) -> ControlResult {
        let signers = ["signature.created": "practitionerID", "card.signed": "holder"]
        // What a key for authentication signs is no document.
        let signatures = run.events.filter { signers[$0.type] != nil && $0.payload["slot"] != "authentication" }
        let people = Set([run.practitioner] + run.others)
        let foreign = signatures.filter { event in
            let signer = signers[event.type].flatMap { event.payload[$0]?.string }
            return signer.map { !people.contains($0) } ?? true
        }
        return result(
            !signatures.isEmpty,
            broken: foreign,
            "\(foreign.count) signatures of somebody else than \(run.practitioner)"
        )
    }

    /// The journal says of a refused secret how often the same value was refused before.
    private func resentPIN(_ run: RunRecord) -> ControlResult {
        let refused = run.events.filter { $0.type == "pin.refused" }
        let again = refused.filter { ($0.payload["repeats"]?.integer ?? 0) > 0 }
        return result(!refused.isEmpty, broken: again, "the same value was sent \(again.count) times again")
    }

    private func lastTry(_ run: RunRecord) -> ControlResult {
        let refused = run.events.filter { $0.type == "pin.refused" }
        let blocked = run.events.filter { $0.type == "pin.blocked" }
        return result(!refused.isEmpty, broken: blocked, "the last try was used up")
    }

    /// A program that got signatures which are not what they should be, and ended well all the same.
    private func unverifiedSignature(_ run: RunRecord) -> ControlResult {
        let points = ["signing.signatures", "signing.elements", "card.signature"]
        let spoiled = run.events.filter { event in
            event.type == "fault.injected" && points.contains(event.payload["point"]?.string ?? "")
                && !(event.payload["effect"]?.names("reorder") == true && !signsMany(event.trace, run))
        }
        let isBroken = run.client.exitCode == 0
        return result(
            !spoiled.isEmpty && run.client.isKnown,
            broken: isBroken ? spoiled : [],
            "it ended well with a spoiled signature"
        )
    }

    /// One signature alone cannot be in another order.
    private func signsMany(_ trace: TraceID, _ run: RunRecord) -> Bool {
        run.events.contains { event in
            event.type == "signature.created" && event.trace == trace
                && (event.payload["hashes"]?.array?.count ?? 0) > 1
        }
    }

    private func retryAfter(_ run: RunRecord) -> ControlResult {
        let requests = run.records.filter { $0.kind == "request" }
        var tested = 0
        var early: [RecordLog.Record] = []
        for (index, request) in requests.enumerated() {
            guard let asked = request.fields["retry_after"]?.integer, let path = request.fields["path"],
                case let seconds = Double(asked) * run.pace, seconds > 0
            else { continue }
            tested += 1
            let next = requests[(index + 1)...].first { $0.fields["path"] == path }
            // A tenth of a second is what timers and the two clocks' milliseconds may differ.
            guard let next, next.instant.timeIntervalSince(request.instant) < seconds - 0.1 else { continue }
            early += [request, next]
        }
        return result(tested > 0, broken: early.map(\.evidence), "\(early.count / 2) times asked again too early")
    }

    private func blindRetry(_ run: RunRecord) -> ControlResult {
        let rejections = run.events.filter { $0.type == "tls.rejected" && $0.payload["fingerprint"]?.string != nil }
        var seen: Set<JSONValue> = []
        let again = rejections.filter { !seen.insert($0.payload["fingerprint"] ?? .null).inserted }
        return result(
            !rejections.isEmpty,
            broken: again,
            "the refused certificate was sent \(again.count) times again"
        )
    }

    /// One request finds out that the session has ended, and one may have been under way beside it; no more should come.
    private func deadSession(_ run: RunRecord) -> ControlResult {
        let ended = run.events.first { $0.type == "session.ended" }
        guard let ended else { return notTested }
        let refused = run.records.filter { record in
            record.kind == "request" && record.instant >= ended.instant && record.fields["status"]?.integer == 401
        }
        return result(
            !refused.isEmpty,
            broken: refused.count > 2 ? [.journal(ended.seq)] + refused.map(\.evidence) : [],
            "\(refused.count) requests were refused after it"
        )
    }

    private func secretInOutput(_ run: RunRecord, _ secrets: [String]) -> ControlResult {
        guard let output = run.client.output else { return notTested }
        let count = secrets.count { output.contains($0) }
        // A secret of several lines begins somewhere.
        let lines = secrets.compactMap { output.range(of: $0) }.map { output.lineNumber(at: $0.lowerBound) }
        return result(true, broken: Set(lines).sorted().map(Evidence.output), "\(count) secrets stand in the output")
    }

    /// The chain of rule ENQ-1, in the words of Japanese and English screens.
    private static let helpers = [
        "ベンダー", "事務局", "発行元", "市区町村", "サービス", "管理者", "問い合わせ", "お問合せ", "連絡", "vendor", "help desk", "card issuer",
        "municipal", "administrator", "contact",
    ]

    private func noHelp(_ run: RunRecord, _ mustFail: Bool) -> ControlResult {
        guard mustFail, let output = run.client.output else { return notTested }
        let says = Self.helpers.contains(where: output.says)
        let last = output.lineNumber(at: output.lastIndex { !$0.isWhitespace } ?? output.startIndex)
        return result(true, broken: says ? [] : [Evidence.output(last)], "the output names nobody who can help")
    }
}

extension String {
    /// From 1.
    fileprivate func lineNumber(at index: Index) -> Int { self[..<index].count(where: \.isNewline) + 1 }
}

extension RecordLog.Record {
    fileprivate var evidence: Evidence {
        let answer = fields["status"]?.integer.map { " → \($0)" } ?? ""
        let method = fields["method"]?.string.map { "\($0) " } ?? ""
        return .request(number, "\(number) \(method)\(fields["path"]?.string ?? "")\(answer)")
    }
}

extension JSONValue {
    /// Whether an effect has this name, with or without arguments.
    fileprivate func names(_ effect: String) -> Bool { string == effect || self[effect] != nil }
}
