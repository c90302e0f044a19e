import OpenSSL
import ScenarioEngine
import Simulation
import XMLSignature

/// The report as one HTML file without anything from outside.
enum VerificationPage {
    static func html(_ document: VerificationDocument) -> String {
        let report = document.report
        let structure = report.structure.isEmpty ? "" : table("署名構造", "structure", report.structure)
        return """
            <!DOCTYPE html>
            <html lang="ja">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>署名検証レポート \(escape(document.fileName))</title>
            <style>\(style)</style>
            <h1>署名検証レポート <small>signature verification</small></h1>
            <p class="\(report.verdict.rawValue)"><b>\(report.verdict.japanese) \(report.verdict.rawValue)</b>
            \(escape(document.message.japanese)) <small>\(escape(document.message.english))</small></p>
            <table><tr><th>検証ファイル名</th><td>\(escape(document.fileName))</td></tr>
            <tr><th>電子処方箋種別</th><td>\(document.kindName.japanese) <small>\(document.kindName.code)</small></td></tr>
            <tr><th>検証時刻</th><td>\(report.time.rfc3339)</td></tr>
            <tr><th>レポート作成時刻</th><td>\(document.madeAt.rfc3339)</td></tr></table>
            \(structure)
            \(report.signatures.enumerated().map { section($1, number: $0 + 1) }.joined(separator: "\n"))
            <p><small>試験用です。TEST - NOT FOR PRODUCTION</small></p>
            </html>
            """
    }

    private static let style = """
        body{font:15px/1.6 system-ui,"Noto Sans CJK JP",sans-serif;max-width:56em;margin:2em auto;padding:0 1em;color:#222}
        small{color:#667;font-weight:normal}table{border-collapse:collapse;width:100%;margin:.5em 0}
        td,th{border:1px solid #dde;padding:.2em .6em;text-align:left;vertical-align:top}th{background:#f5f6f8;white-space:nowrap}
        .VALID{color:#176b2c}.INVALID{color:#a3131e}.INDETERMINATE{color:#7a5b00}
        """

    private static func section(_ signature: SignatureReport, number: Int) -> String {
        let roles = signature.roles.map(escape).joined(separator: ", ")
        let signer = signature.certificate.map { certificate in
            "<tr><th>署名者</th><td>\(escape(certificate.subject.description))<br><small>hcRole \(roles)</small></td></tr>"
        }
        let time = signature.signingTime.map { "<tr><th>SigningTime</th><td>\(escape($0))</td></tr>" }
        let blocks = VerificationDocument.blocks(signature).filter { !$0.findings.isEmpty }
        return """
            <h2>署名 \(number) \(signature.kind.japanese)
            <span class="\(signature.verdict.rawValue)">\(signature.verdict.japanese)</span> <small>\(signature.level.rawValue)</small></h2>
            <table><tr><th>パス</th><td>\(escape(signature.path))</td></tr>\(signer ?? "")\(time ?? "")</table>
            \(blocks.map { table($0.name, $0.english, $0.findings) }.joined(separator: "\n"))
            """
    }

    private static func table(_ name: String, _ english: String, _ findings: [Finding]) -> String {
        let rows = findings.map { finding in
            "<tr><td class=\"\(finding.verdict.rawValue)\">\(finding.verdict.japanese)</td><td>\(escape(finding.item.rawValue))</td>"
                + "<td>\(VerificationDocument.sentences(finding).map(escape).joined(separator: "<br>"))</td></tr>"
        }
        return "<h3>\(name) <small>\(english)</small></h3>\n<table><tr><th>結果</th><th>検証内容</th><th>メッセージ</th></tr>"
            + rows.joined(separator: "\n") + "</table>"
    }

    private static func escape(_ text: String) -> String { MarkupEscaping.escape(text) }
}
