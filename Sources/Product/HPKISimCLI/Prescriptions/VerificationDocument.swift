import Foundation
import XMLSignature

/// A report with what its renderings say about it.
struct VerificationDocument {
    let fileName: String
    let report: VerificationReport
    let madeAt: Date

    /// The blocks of a signature under the public verifier's names, in its order.
    static func blocks(_ signature: SignatureReport) -> [(name: String, english: String, findings: [Finding])] {
        [
            ("署名構造", "structure", signature.structure),
            ("署名者証明書", "signing certificate", signature.signerCertificate),
            ("参照データ", "references", signature.references),
            ("署名データ", "signature value", signature.signatureValue),
            ("署名タイムスタンプ", "signature time stamp", signature.signatureTimeStamp),
            ("アーカイブタイムスタンプ", "archive time stamps", signature.archiveTimeStamps),
        ]
    }

    /// 検証結果メッセージ
    var message: (japanese: String, english: String) {
        switch report.verdict {
        case .valid: ("検証に成功しました。", "Every check succeeded.")
        case .indeterminate: ("検証に必要な情報が足りません。", "Something needed for the verification is missing.")
        case .invalid where report.signatures.allSatisfy { $0.kind == .unknown }:
            ("正規の位置に署名がありません。", "No signature stands in its proper place.")
        case .invalid where report.signatures.contains { $0.kind == .unknown }:
            ("正規の署名のほかに署名があります。", "There are signatures besides those in their proper places.")
        case .invalid where report.signatures.contains { Verdict(ofAll: $0.structure.map(\.verdict)) == .invalid }:
            ("署名構造の検証に失敗しました。", "The structure of a signature is not in order.")
        case .invalid: ("検証に失敗しました。", "A check failed.")
        }
    }

    /// 電子処方箋種別
    var kindName: (japanese: String, code: String) {
        switch report.documentKind {
        case .prescription: ("処方箋", "Prescription")
        case .dispensing: ("調剤", "Dispensing")
        }
    }

    /// What a reader is told of a finding that is not in order; Japanese, then English.
    static func sentences(_ finding: Finding) -> [String] {
        var lines: [String] = []
        if let indication = finding.indication { lines.append("\(indication.japanese) [\(indication.rawValue)]") }
        if !finding.message.isEmpty { lines.append(finding.message) }
        if let attack = finding.attack { lines.append("攻撃の疑い: \(attack.rawValue)") }
        if let diagnosis = finding.diagnosis { lines.append("診断: \(diagnosis.japanese) \(diagnosis.english)") }
        return lines
    }
}

extension DocumentKind {
    var japanese: String { self == .prescription ? "処方箋" : "調剤" }
}
