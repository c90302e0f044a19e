import OpenSSL
import Simulation
import XMLSignature

/// The report for a terminal.
enum VerificationText {
    static func text(_ document: VerificationDocument) -> String {
        let report = document.report
        var lines = [
            "\(report.verdict.rawValue)  \(report.verdict.japanese)  \(document.fileName)  "
                + "(\(document.kindName.japanese) \(document.kindName.code), \(report.time.rfc3339))",
            "\(document.message.japanese) \(document.message.english)",
        ]
        for finding in report.structure { lines += described(finding, indent: "  ") }
        for (number, signature) in report.signatures.enumerated() {
            lines.append("")
            lines.append(
                "署名 \(number + 1)  \(signature.kind.japanese)  \(signature.level.rawValue)  \(signature.verdict.rawValue)  \(signature.path)"
            )
            if let certificate = signature.certificate {
                let roles = signature.roles.isEmpty ? "" : "  hcRole \(signature.roles.joined(separator: ", "))"
                lines.append("  署名者 \(certificate.subject)\(roles)")
            }
            if let time = signature.signingTime { lines.append("  SigningTime \(time)") }
            for block in VerificationDocument.blocks(signature) where !block.findings.isEmpty {
                let verdict = Verdict(ofAll: block.findings.map(\.verdict))
                lines.append("  \(verdict.japanese)  \(block.name) (\(block.english))")
                for finding in block.findings where finding.verdict != .valid {
                    lines += described(finding, indent: "      ")
                }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func described(_ finding: Finding, indent: String) -> [String] {
        ["\(indent)\(finding.verdict.rawValue)  \(finding.item.rawValue)"]
            + VerificationDocument.sentences(finding).map { "\(indent)  \($0)" }
    }
}
