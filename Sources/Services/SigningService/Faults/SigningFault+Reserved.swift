package import Simulation

extension SigningFault {
    /// What a practitioner's next signing can be made to end in, by their login id or their PIN.
    package static let reserved = [
        ReservedOutcome(
            .practitioner,
            "01",
            "too-few-signatures",
            "署名が足りない",
            "Too few signatures",
            shows: "SIGN-19",
            at: signatures,
            .custom("too-few", [:])
        ),
        ReservedOutcome(
            .practitioner,
            "02",
            "reordered-signatures",
            "署名の順序が違う",
            "Signatures in another order",
            shows: "SIGN-20",
            at: signatures,
            .custom("reorder", [:])
        ),
        ReservedOutcome(
            .practitioner,
            "03",
            "broken-signature",
            "検証できない署名",
            "A signature that does not verify",
            shows: "SIGN-21",
            at: signatures,
            .flip(bit: nil)
        ),
        ReservedOutcome(
            .practitioner,
            "04",
            "other-key",
            "別の鍵による署名",
            "A signature by another key",
            shows: "SIGN-22",
            at: signatures,
            .custom("other-key", [:])
        ),
        ReservedOutcome(
            .practitioner,
            "05",
            "not-base64",
            "base64でない署名",
            "A signature that is no base64",
            shows: "SIGN-23",
            at: signatures,
            .custom("not-base64", [:])
        ),
        ReservedOutcome(
            .practitioner,
            "06",
            "other-digest",
            "別の文書の署名要素(signDoc)",
            "Elements of another document (signDoc)",
            shows: "SIGN-27",
            at: elements,
            .custom("other-digest", [:])
        ),
        ReservedOutcome(
            .practitioner,
            "07",
            "signing-fails",
            "一括署名の失敗",
            "The whole batch fails",
            shows: "SIGN-26",
            at: operation,
            .error([:])
        ),
        ReservedOutcome(
            .practitioner,
            "08",
            "overload",
            "混雑(503)",
            "Overload (503)",
            shows: "NET-01",
            at: operation,
            .error(["status": 503, "error": "temporarily_unavailable"])
        ),
        ReservedOutcome(
            .practitioner,
            "09",
            "too-many-requests",
            "回数制限(429)",
            "Rate limit (429)",
            shows: "NET-02",
            at: operation,
            .error(["status": 429, "error": "too_many_requests"])
        ),
        ReservedOutcome(
            .practitioner,
            "10",
            "slow-signing",
            "署名が30秒遅れる",
            "Signing takes 30 s",
            shows: "NET-10",
            at: operation,
            .delay(.fixed(.seconds(30)))
        ),
    ]
}
