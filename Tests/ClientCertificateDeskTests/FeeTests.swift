import ClientCertificateDesk
import Foundation
import Registry
import Simulation
import Testing

@Suite struct FeeTests {
    /// Desk rule FEE-1.
    @Test func `reminds, stops the unpaid and leaves the paid in peace`() throws {
        var state = FeeDomain.initialState
        let stop = try #require(FeeTable.stop(inFiscalYear: 2026))
        for facility: ID<Facility> in ["a", "b"] {
            let invoice = Invoice(facility: facility, fiscalYear: 2026, amount: 10_000, total: 11_000, stopsAt: stop)
            try FeeDomain.perform(.demand(invoice), on: &state, at: Samples.now)
        }
        try FeeDomain.perform(.pay("2026-a"), on: &state, at: Samples.now)
        var instants: [Date] = []
        while let due = FeeDomain.nextDue(state) {
            instants.append(due.instant)
            try FeeDomain.perform(due.command, on: &state, at: due.instant)
        }
        #expect(instants == [stop - FeeTable.reminderLead, stop])
        #expect(state["2026-a"]?.stoppedAt == nil)
        #expect(state["2026-b"]?.stoppedAt == stop)
        #expect(try FeeDomain.perform(.pay("2026-b"), on: &state, at: stop + 1).count == 1)
        #expect(try FeeDomain.perform(.pay("2026-b"), on: &state, at: stop + 2).isEmpty)
    }
}
