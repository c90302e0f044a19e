import Simulation
import XMLSignature

/// The report for programs, under the names of the public verifier's JSON (e-prescription-signature.md, section 9.9); what
/// that verifier does not have stands under `ETSI`, `攻撃` and `診断`.
enum VerificationJSON {
    static func json(_ document: VerificationDocument) -> JSONValue {
        let report = document.report
        return [
            "検証ファイル名": .string(document.fileName), "レポート作成時刻": .string(document.madeAt.rfc3339),
            "検証時刻": .string(report.time.rfc3339), "検証結果": .string(report.verdict.rawValue),
            "検証結果メッセージ": .string(document.message.japanese), "電子処方箋種別": .string(document.kindName.code),
            "署名構造": block(report.structure),
            "署名リスト": .array(report.signatures.enumerated().map { signature($1, number: $0 + 1) }),
        ]
    }

    private static func signature(_ report: SignatureReport, number: Int) -> JSONValue {
        var object: [String: JSONValue] = [
            "署名No": .integer(number), "署名種別": .string(report.kind.japanese),
            "署名フォーマット": .string(report.level.rawValue), "パス": .string(report.path),
            "検証結果": .string(report.verdict.rawValue),
        ]
        object["SigningTime"] = report.signingTime.map(JSONValue.string)
        for part in VerificationDocument.blocks(report) where !part.findings.isEmpty {
            let content = block(part.findings).object ?? [:]
            let details = VerificationDetailJSON.details(of: part.name, in: report)
            object[part.name] = .object(content.merging(details) { $1 })
        }
        return .object(object)
    }

    static func block(_ findings: [Finding]) -> JSONValue {
        [
            "検証結果": .string(Verdict(ofAll: findings.map(\.verdict)).rawValue),
            "検証結果詳細": .array(findings.map(detail)),
        ]
    }

    private static func detail(_ finding: Finding) -> JSONValue {
        var object: [String: JSONValue] = [
            "結果": .string(finding.verdict.rawValue), "検証内容": .string(finding.item.rawValue),
            "メッセージ": .string(finding.indication?.japanese ?? ""), "message": .string(finding.message),
        ]
        object["ETSI"] = finding.indication.map { .string($0.rawValue) }
        object["攻撃"] = finding.attack.map { .string($0.rawValue) }
        object["診断"] = finding.diagnosis.map { .string($0.japanese) }
        return .object(object)
    }
}
