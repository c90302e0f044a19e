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
    /// Factor on the client's own waits: the simulator's pace for the reference client, 1 for whoever has a real clock.
    package var pace: Double

    package init(
        practitioner: String,
        others: [String] = [],
        events: [EventEnvelope],
        records: [RecordLog.Record],
        client: ClientOutcome,
        pace: Double = 1
    ) {
        self.practitioner = practitioner
        self.others = others
        self.events = events
        self.records = records
        self.client = client
        self.pace = pace
    }
}
