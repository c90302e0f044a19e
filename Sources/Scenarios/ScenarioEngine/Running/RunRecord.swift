package import Simulation

/// Everything that is known of one run, for the grader.
package struct RunRecord: Sendable {
    /// Login id of the person at the screen.
    package var practitioner: String
    /// The journal of the run, oldest first.
    package var events: [EventEnvelope]
    /// Requests, handshakes and card commands, oldest first; the last thousand of each.
    package var records: [RecordLog.Record]
    package var client: ClientOutcome

    package init(
        practitioner: String,
        events: [EventEnvelope],
        records: [RecordLog.Record],
        client: ClientOutcome
    ) {
        self.practitioner = practitioner
        self.events = events
        self.records = records
        self.client = client
    }
}
