import Simulation

/// Whether a client has met what a scenario is about: a program that only looks in at the door has not been tested by it.
struct Occasion {
    let judged: [(Expectation, Judgement?)]
    let controls: [ControlResult]
    let run: RunRecord

    var isThere: Bool {
        run.client.isReference || run.hasVisitor && judged.contains { $0.isPositive && $1?.isMet == true }
            || controls.contains { $0.control.isOfDeeds && $0.outcome != .notTested }
            || run.events.contains { ["fault.injected", "pin.refused"].contains($0.type) || $0.isRefusedHandshake }
            || run.records.contains(where: \.isRefusal)
            || judged.contains { $0.0.isAbout(.credential) } && run.records.contains(where: \.showsCredentials)
            || judged.contains { $0.0.isAbout(.card) } && run.records.contains { $0.kind == "apdu" }
    }
}

extension Expectation {
    /// Whether something has to happen for it to be met.
    var isPositive: Bool {
        switch self {
        case .happened(_, let times): times != 0
        case .answered(let pattern): pattern.times != 0
        case .order, .alert, .http, .statusWord, .outputContains, .exitCode: true
        case .never, .atMost, .outputLacks, .failure, .unreached: false
        }
    }
}

extension Expectation {
    /// Whether something is to be looked at and left alone.
    fileprivate func isAbout(_ kind: ClientFailureKind) -> Bool {
        if case .failure(let pattern) = self { pattern.kind == kind } else { false }
    }
}

extension Control {
    /// Whether it is about what the program does at the simulator, and not about what it says.
    fileprivate var isOfDeeds: Bool {
        switch self {
        case .wrongPerson, .resentPIN, .lastTry, .unverifiedSignature, .retryAfter, .blindRetry, .deadSession: true
        case .secretInOutput, .noHelp: false
        }
    }
}

extension EventEnvelope {
    /// A handshake that was refused, and not one that the client left without a word: its own library may find the
    /// facility's certificate too weak to be sent.
    fileprivate var isRefusedHandshake: Bool {
        type == "tls.rejected"
            && (payload["alert"] != nil || payload["fingerprint"] != nil
                || payload["style"]?.string?.hasPrefix("http-") == true)
    }
}

extension RecordLog.Record {
    /// An answer that tells a client which credentials there are, or how one is.
    fileprivate var showsCredentials: Bool {
        fields["status"] == 200 && fields["path"]?.string?.hasPrefix("/csc/v2/credentials/") == true
    }

    /// A request to a service, and not to a page, that was refused.
    fileprivate var isRefusal: Bool {
        guard kind == "request", let path = fields["path"]?.string, let status = fields["status"]?.integer else {
            return false
        }
        return status >= 400 && ["/csc/", "/oauth2/", "/auth/"].contains { path.hasPrefix($0) }
    }
}
