import ArgumentParser
import Foundation
import HPKISimulator
import ScenarioEngine
import Simulation

/// The files that a run is told in; the same options wherever runs are told.
struct RunReports: ParsableArguments {
    @Option(help: "Write JUnit XML to this file.") var junit: String?
    @Option(help: "Write JSON to this file.") var json: String?
    @Option(help: "Write a report card to this file.") var html: String?

    func write(_ summary: RunSummary, coverage: ScenarioCoverage? = nil) throws {
        let reports: [(String?, () -> String)] = [
            (junit, { JUnitReport.xml(summary) }),
            (json, { JSONReport.report(summary, version: Simulator.version).text(isPretty: true) }),
            (html, { HTMLReport.html(summary, version: Simulator.version, coverage: coverage) }),
        ]
        for case (let path?, let text) in reports { try OutputFile.write(text(), to: path) }
    }
}
