package import Simulation

/// Everything that is known of one run, for the grader.
package struct RunRecord: Sendable {
    /// Login id of the person at the screen.
    package var practitioner: String
    /// Who else may be at the screen in the course of the run.
    package var others: [String]
    /// The journal of the run, oldest first.
    package var events: [EventEnvelope]
    /// Requests, handshakes and card commands, oldest first; the last thousand of each.
    package var records: [RecordLog.Record]
    package var client: ClientOutcome

    package init(
        practitioner: String,
        others: [String] = [],
        events: [EventEnvelope],
        records: [RecordLog.Record],
        client: ClientOutcome
    ) {
        self.practitioner = practitioner
        self.others = others
        self.events = events
        self.records = records
        self.client = client
    }
}
