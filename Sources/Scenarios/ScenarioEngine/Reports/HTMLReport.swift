import Foundation
import Simulation

/// A vendor's report card: one file without anything from outside, in Japanese with English beside.
package enum HTMLReport {
    /// - Parameter coverage: of the catalogue, where it is to be told.
    package static func html(
        _ summary: RunSummary,
        version: String,
        coverage: ScenarioCoverage? = nil
    ) -> String {
        """
        <!DOCTYPE html>
        <html lang="ja">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>hpki-sim 評価レポート</title>
        <style>\(style)</style>
        <h1>評価レポート <small>hpki-sim \(escape(version)) report card</small></h1>
        <p class="note">テスト用です。通信仕様は公開標準によるもので、実サービスの仕様ではありません。
        <span>For testing only; the wire follows public standards, not the real service's.</span></p>
        <p class="sum"><b class="passed">合格 \(summary.count(.passed))</b> <b class="failed">不合格 \(summary.count(.failed))</b>
        <b class="not-run">未実施 \(summary.count(.notRun))</b></p>
        \(coverage.map(table) ?? "")
        \(controls(summary))
        \(summary.runs.map(section).joined(separator: "\n"))
        </html>

        """
    }

    private static let style = """
        body{font:15px/1.6 system-ui,"Noto Sans CJK JP",sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
        small,span,.en{color:#667;font-weight:normal;font-size:.85em}
        .passed{color:#176b2c}.failed{color:#a3131e}.not-run{color:#7a5b00}
        details{border:1px solid #ccd;border-radius:6px;margin:.6em 0;padding:.3em .8em}summary{cursor:pointer}
        table{border-collapse:collapse;width:100%;margin:.5em 0}td,th{border:1px solid #dde;padding:.2em .5em;text-align:left;vertical-align:top}
        code{font-size:.85em;word-break:break-all}pre{white-space:pre-wrap;background:#f5f6f8;padding:.5em;max-height:20em;overflow:auto}
        .advice{background:#f3f8ff;border-left:4px solid #36c;padding:.4em .8em;margin:.5em 0}
        @media print{details{break-inside:avoid}}
        """

    private static func table(_ coverage: ScenarioCoverage) -> String {
        let rows = coverage.areas.map { area in
            """
            <tr><td>\(escape(area.name))</td><td>\(area.run) / \(area.count)</td><td>\(area.passed)</td>\
            <td><code>\(escape(area.missing.joined(separator: " ")))</code></td></tr>
            """
        }
        return """
            <h2>網羅率 <small>coverage of the catalogue</small></h2>
            <table><tr><th>分野</th><th>実施 run</th><th>合格 passed</th><th>未実施 not run</th></tr>
            \(rows.joined(separator: "\n"))</table>
            """
    }

    /// Every control once: how often it was kept, and where it was broken.
    private static func controls(_ summary: RunSummary) -> String {
        let rows = Control.allCases.map { control in
            let results = summary.runs.flatMap { run in
                run.grade.controls.filter { $0.control == control }.map { (run.name, $0.outcome) }
            }
            let broken = results.filter { $0.1 == .broken }.map(\.0)
            let kept = results.count { $0.1 == .kept }
            let verdict =
                !broken.isEmpty
                ? "<b class=\"failed\">違反 \(broken.count)</b> \(broken.map(link).joined(separator: " "))"
                : kept > 0 ? "<b class=\"passed\">遵守 \(kept)</b>" : "<span>該当なし not tested</span>"
            return """
                <tr><td>\(control.rawValue)</td><td>\(control.severity)</td>\
                <td>\(escape(control.title))<br><span>\(escape(control.english))</span></td><td>\(verdict)</td></tr>
                """
        }
        return """
            <h2>共通ルール <small>controls</small></h2>
            <table><tr><th>番号</th><th>重大度</th><th>内容</th><th>結果</th></tr>\(rows.joined(separator: "\n"))</table>
            <h2>シナリオ <small>scenarios</small></h2>
            """
    }

    private static func link(_ name: String) -> String { "<a href=\"#\(escape(name))\">\(escape(name))</a>" }

    private static func section(_ run: ScenarioRun) -> String {
        let verdict = run.grade.verdict
        let word =
            switch verdict {
            case .passed: "合格"
            case .failed: "不合格"
            case .notRun: "未実施"
            }
        return """
            <details id="\(escape(run.name))"\(verdict == .failed ? " open" : "")>
            <summary><b class="\(verdict.rawValue)">\(word)</b> <code>\(escape(run.name))</code> \(escape(run.scenario.title))
            <span>\(escape(run.scenario.english ?? ""))</span></summary>
            \(run.grade.reason.map { "<p>\(escape($0))</p>" } ?? "")
            \(expectations(run))
            \(brokenControls(run))
            \(advice(run.scenario.advice))
            \(timeLine(run))
            \(output(run))
            </details>
            """
    }

    private static func expectations(_ run: ScenarioRun) -> String {
        guard !run.grade.expectations.isEmpty else { return "" }
        let rows = run.grade.expectations.map { judgement in
            let mark = judgement.isMet ? "<b class=\"passed\">○</b>" : "<b class=\"failed\">×</b>"
            return
                "<tr><td>\(mark)</td><td>\(escape(judgement.expected))</td><td>\(escape(judgement.found ?? ""))</td></tr>"
        }
        return "<table><tr><th></th><th>期待 expected</th><th>結果 found</th></tr>\(rows.joined())</table>"
    }

    private static func brokenControls(_ run: ScenarioRun) -> String {
        run.grade.controls.filter { $0.outcome == .broken }.map { result in
            "<div class=\"advice\"><b>\(result.control.rawValue)</b> \(escape(result.control.title)): "
                + "\(escape("\(result.found ?? "") \(result.evidence.text)"))<br>\(escape(result.control.advice))</div>"
        }.joined()
    }

    private static func advice(_ advice: Advice) -> String {
        let parts = [advice.vendor.map { ("ベンダーへ", $0) }, advice.user.map { ("利用者への文言", $0) }].compactMap(\.self)
        guard !parts.isEmpty else { return "" }
        return "<div class=\"advice\">" + parts.map { "<b>\($0)</b> \(escape($1))" }.joined(separator: "<br>")
            + "</div>"
    }

    private static func timeLine(_ run: ScenarioRun) -> String {
        guard let start = run.events.first?.instant else { return "" }
        let rows = run.events.prefix(200).map { event in
            let milliseconds = Int((event.instant.timeIntervalSince(start) * 1000).rounded())
            return "<tr><td>\(event.seq)</td><td>+\(milliseconds) ms</td><td><code>\(escape(event.type))</code></td>"
                + "<td><code>\(escape(event.payload.text()))</code></td></tr>"
        }
        return
            "<table><tr><th>番号</th><th>時刻</th><th>出来事 event</th><th></th></tr>\(rows.joined(separator: "\n"))</table>"
    }

    private static func output(_ run: ScenarioRun) -> String {
        guard case .program(let program)? = run.outcome else { return "" }
        return "<p>プログラム: \(escape(program.end.description))</p><pre>\(escape(program.output))</pre>"
    }

    private static func escape(_ text: String) -> String { MarkupEscaping.escape(text) }
}
